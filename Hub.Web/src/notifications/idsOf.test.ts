import { describe, expect, it } from "vitest";
import { idsOf } from "./idsOf";

describe("conversations of notifications", () => {
  it("are asked for once each, in one order whatever came first", () => {
    const of = (...ids: string[]) => idsOf(ids.map((conversationId) => ({ conversationId })));
    expect(of("b", "a", "b")).toEqual(["a", "b"]);
    expect(of("a", "b")).toEqual(of("b", "a"));
    expect(of()).toEqual([]);
  });
});
