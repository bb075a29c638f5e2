import type { Schemas } from "~/api/client";
import type { Typed } from "~/page/NumberField";

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
export type OrderSettings = Schemas["ManageOrderSettingsResponse"];
export type OrderNotice = Schemas["NoticeRule"];
export type OrderNotices = Schemas["ManageOrderNoticesResponse"];
export type PaymentMethod = Schemas["PaymentMethod"];
export const paymentMethods = [
  "cash",
  "bankTransfer",
  "cashOnDelivery",
  "card",
  "wallet",
  "other",
] as const satisfies PaymentMethod[];

export const currencies = ["VND", "USD", "EUR", "THB", "SGD", "MYR", "IDR", "PHP", "JPY", "KRW", "CNY"];

/** A line as it is typed. */
export interface LineDraft {
  key: number;
  productCode: string;
  name: string;
  quantity: Typed;
  unitPrice: Typed;
  discount: Typed;
  taxRate: Typed;
}

/** What changes of an order that is being typed; a function where two changes may come at once. */
export type OrderDraftChange = Partial<OrderDraft> | ((before: OrderDraft) => Partial<OrderDraft>);

/** An order as it is typed. */
export interface OrderDraft {
  currency: string;
  lines: LineDraft[];
  discount: Typed;
  shipping: Typed;
  recipientName: string;
  phone: string;
  address: string;
  note: string;
}
