import type { Schemas } from "~/api/client";

export type OrderState = Schemas["OrderState"];
export const orderStates = [
  "draft",
  "placed",
  "paid",
  "fulfilled",
  "completed",
  "cancelled",
  "refunded",
] as const satisfies OrderState[];

export type Order = Schemas["OrderResponse"];
export type OrderLine = Schemas["OrderLineResponse"];

/** A line as it is typed: a field may still be empty. */
export interface LineDraft {
  key: number;
  productCode: string;
  name: string;
  quantity: number | "";
  unitPrice: number | "";
}
