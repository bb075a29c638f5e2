import { describe, expect, it } from "vitest";
import type { Typed } from "~/page/NumberField";
import { blankLine, blankOrder, totalsOf } from "./lines";
import type { LineDraft, OrderDraft } from "./types";

const line = (quantity: Typed, unitPrice: Typed, discount: Typed = "", taxRate: Typed = ""): LineDraft => ({
  key: 1,
  productCode: "a",
  name: "",
  quantity,
  unitPrice,
  discount,
  taxRate,
});
const order = (currency: string, lines: LineDraft[], rest: Partial<OrderDraft> = {}): OrderDraft => ({
  ...blankOrder(),
  currency,
  lines,
  ...rest,
});

describe("an order", () => {
  it("adds up exactly", () => {
    expect(totalsOf(order("USD", [line(3, 0.1), line(1, 0.2)])).total).toBe(0.5);
    expect(totalsOf(order("VND", [line(2, 150_000), line(1, 35_000)])).total).toBe(335_000);
    expect(totalsOf(order("USD", [line(1, 1.005)])).total).toBe(1.01);
  });

  it("adds up as the hub does, with discounts, tax and shipping", () => {
    const lines = [line(2, 150_000, 10_000, 8), line(1.5, 35_001)];
    expect(totalsOf(order("VND", lines, { discount: 20_000, shipping: 30_000 }))).toEqual({
      subtotal: 342_502,
      tax: 23_200,
      total: 375_702,
    });
  });

  it("counts nothing while a field is empty", () => {
    expect(totalsOf(order("VND", [line("", 100), line(2, "")])).total).toBe(0);
  });

  it("has lines with keys of their own, also after one was taken out", () => {
    expect(blankLine([{ ...line(1, 1), key: 7 }]).key).toBe(8);
  });
});
