import { describe, expect, it } from "vitest";
import { text } from "./address";

describe("a word of the address", () => {
  it("may be digits alone, such as an account's id", () => {
    expect([text("lan"), text(84901234567)]).toEqual(["lan", "84901234567"]);
  });

  it("is nothing when it is empty or no word", () => {
    expect([text(""), text(undefined), text(["a"]), text(true)]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
