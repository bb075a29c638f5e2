import { describe, expect, it } from "vitest";
import { numberOf } from "./NumberField";

describe("a number that is being typed", () => {
  it.each([
    ["", ""],
    ["-", ""],
    ["0.", 0],
    ["0.5", 0.5],
    ["12.50", 12.5],
    [7, 7],
  ] as const)("%j is %j", (typed, number) => {
    expect(numberOf(typed)).toBe(number);
  });
});
