import { digitsOf } from "~/i18n/format";
import type { LineDraft, Order, OrderDraft, OrderDraftChange, OrderLine } from "./types";

export const blankLine = (others: LineDraft[]): LineDraft => ({
  key: Math.max(0, ...others.map((line) => line.key)) + 1,
  productCode: "",
  name: "",
  quantity: 1,
  unitPrice: "",
  discount: "",
  taxRate: "",
});

export const blankOrder = (): OrderDraft => ({
  currency: "VND",
  lines: [blankLine([])],
  discount: "",
  shipping: "",
  recipientName: "",
  phone: "",
  address: "",
  note: "",
});

export const draftOf = (lines: OrderLine[]): LineDraft[] =>
  lines.map((line) => ({
    ...line,
    key: line.line,
    name: line.name ?? "",
    discount: line.discount || "",
    taxRate: line.taxRate || "",
  }));

export const orderDraftOf = (order: Order): OrderDraft => ({
  currency: order.currency,
  lines: draftOf(order.lines),
  discount: order.discount || "",
  shipping: order.shipping || "",
  recipientName: order.recipientName ?? "",
  phone: order.phone ?? "",
  address: order.address ?? "",
  note: order.note ?? "",
});

export const changed = (draft: OrderDraft, change: OrderDraftChange): OrderDraft => ({
  ...draft,
  ...(typeof change === "function" ? change(draft) : change),
});

export interface Totals {
  subtotal: number;
  tax: number;
  total: number;
}

/** As the hub adds up: each line rounded to what can be paid, less its discount, its tax on top. */
export function totalsOf({ currency, lines, discount, shipping }: OrderDraft): Totals {
  const digits = digitsOf(currency);
  let [subtotal, tax] = [0, 0];
  for (const line of lines) {
    const net = rounded(Number(line.quantity) * Number(line.unitPrice), digits) - Number(line.discount);
    subtotal += net;
    tax += rounded((net * Number(line.taxRate)) / 100, digits);
  }
  const total = subtotal - Number(discount) + tax + Number(shipping);
  return { subtotal: rounded(subtotal, digits), tax: rounded(tax, digits), total: rounded(total, digits) };
}

// Fifteen digits are exact in a double: 1.005 × 100 is 100.49999999999999 otherwise, and a cent is lost.
const rounded = (value: number, digits: number): number =>
  Math.round(Number((value * 10 ** digits).toPrecision(15))) / 10 ** digits;
