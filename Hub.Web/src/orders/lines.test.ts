import { describe, expect, it } from "vitest";
import { blankLine, sumOf } from "./lines";
import type { LineDraft } from "./types";

const line = (quantity: number | "", unitPrice: number | ""): LineDraft => ({
  key: 1,
  productCode: "a",
  name: "",
  quantity,
  unitPrice,
});

describe("lines of an order", () => {
  it("add up exactly", () => {
    expect(sumOf([line(3, 0.1), line(1, 0.2)])).toBe(0.5);
    expect(sumOf([line(2, 150_000), line(1, 35_000)])).toBe(335_000);
  });

  it("count nothing while a field is empty", () => {
    expect(sumOf([line("", 100), line(2, "")])).toBe(0);
  });

  it("have keys of their own, also after one was taken out", () => {
    expect(blankLine([{ ...line(1, 1), key: 7 }]).key).toBe(8);
  });
});
