import { describe, expect, it } from "vitest";
import { beginning, pretty } from "./pretty";

describe("bytes that came or went", () => {
  it("are set out when they are JSON", () => {
    expect(pretty('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  });

  it("stay as they are when they are not", () => {
    expect(pretty("a=1&b=2")).toBe("a=1&b=2");
  });

  it("are shown from their beginning when there are too many", () => {
    const { text, isCut } = beginning("x".repeat(3_000_000));
    expect([text.length, isCut]).toEqual([100_000, true]);
    expect(beginning("{}").isCut).toBe(false);
  });
});
