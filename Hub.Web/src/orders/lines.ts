import type { LineDraft, OrderLine } from "./types";

export const blankLine = (others: LineDraft[]): LineDraft => ({
  key: Math.max(0, ...others.map((line) => line.key)) + 1,
  productCode: "",
  name: "",
  quantity: 1,
  unitPrice: "",
});

export const draftOf = (lines: OrderLine[]): LineDraft[] =>
  lines.map((line) => ({ ...line, key: line.line, name: line.name ?? "" }));

/** In thousandths, so that a sum of prices such as 0.1 and 0.2 is exact. */
export const sumOf = (lines: LineDraft[]): number =>
  lines.reduce((sum, { quantity, unitPrice }) => sum + Math.round(Number(quantity) * Number(unitPrice) * 1000), 0) /
  1000;
