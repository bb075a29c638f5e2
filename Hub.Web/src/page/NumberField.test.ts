import { describe, expect, it } from "vitest";
import { numberOf, thousandsOf } from "./NumberField";

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

describe("a price as shops write it", () => {
  it.each([
    ["150k", 150_000],
    [" 150 K ", 150_000],
    ["1,5k", 1500],
    ["1.25k", 1250],
    ["150", null],
    ["k", null],
    ["-5k", null],
  ] as const)("%j is %j", (text, amount) => {
    expect(thousandsOf(text)).toBe(amount);
  });
});
