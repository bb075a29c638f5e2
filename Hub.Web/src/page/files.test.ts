import { describe, expect, it } from "vitest";
import { problemOf } from "./files";

const rule = { most: 100, endings: [".csv", ".txt"] };

describe("a file", () => {
  it("is taken when its name and its size are right", () => {
    expect(problemOf({ name: "Khách hàng.CSV", size: 100 }, rule)).toBeNull();
  });

  it("is refused by its kind before its size", () => {
    expect(problemOf({ name: "khach.xlsx", size: 1_000 }, rule)).toBe("wrongType");
    expect(problemOf({ name: "csv", size: 10 }, rule)).toBe("wrongType");
  });

  it("is refused when it is empty or too large", () => {
    expect(problemOf({ name: "a.csv", size: 0 }, rule)).toBe("empty");
    expect(problemOf({ name: "a.csv", size: 101 }, rule)).toBe("tooLarge");
  });
});
