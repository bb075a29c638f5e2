import { queryOptions } from "@tanstack/react-query";
import { call, named } from "~/api/call";
import { pagesOf } from "~/api/lists";
import type { Typed } from "~/page/NumberField";
import type { Reading } from "./reading";
import type { OrdersSearch } from "./search";
import type {
  LineDraft,
  Order,
  OrderDraft,
  OrderNotice,
  OrderNotices,
  OrderSettings,
  OrderState,
  PaymentMethod,
} from "./types";

export const ordersQuery = ({ state, contact, q }: OrdersSearch) =>
  pagesOf<Order>("orders", "/orders", { state, contactId: contact, q });

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ["orders", "one", id],
    queryFn: ({ signal }) => call<Order>("GET", `/orders/${named(id)}`, { signal }),
  });

export const orderSettingsQuery = queryOptions({
  queryKey: ["order-settings"],
  queryFn: ({ signal }) => call<OrderSettings>("GET", "/order-settings", { signal }),
});

export const changeOrderSettings = (numberPrefix: string): Promise<OrderSettings> =>
  call("PATCH", "/order-settings", { body: { numberPrefix } });

export const orderNoticesQuery = queryOptions({
  queryKey: ["order-notices"],
  queryFn: ({ signal }) => call<OrderNotices>("GET", "/order-notices", { signal }),
});

export const changeOrderNotices = (notices: OrderNotice[]): Promise<unknown> =>
  call("PUT", "/order-notices", { body: { notices } });

/** Every change says which version of the order it is about. */
export const moveOrder = (order: Order, state: OrderState): Promise<Order> =>
  call("PATCH", `/orders/${order.id}`, { body: { state, version: order.version } });

export const editOrder = (order: Order, draft: OrderDraft): Promise<Order> =>
  call("PATCH", `/orders/${order.id}`, { body: { ...bodyOf(draft), version: order.version } });

export const editDelivery = (order: Order, { recipientName, phone, address, note }: OrderDraft): Promise<Order> =>
  call("PATCH", `/orders/${order.id}`, { body: { recipientName, phone, address, note, version: order.version } });

export const createOrder = (conversationId: string, state: OrderState, draft: OrderDraft): Promise<Order> =>
  call("POST", `/conversations/${conversationId}/orders`, { body: { ...bodyOf(draft), state } });

/** What the customer's last messages say; nothing is made of it. */
export const readFromChat = (conversationId: string): Promise<Reading> =>
  call("GET", `/conversations/${conversationId}/order-draft`);

export interface Money {
  amount: Typed;
  method: PaymentMethod;
  reference: string;
}

export const recordMoney = (order: Order, kind: "payments" | "refunds", money: Money): Promise<Order> =>
  call("POST", `/orders/${order.id}/${kind}`, {
    body: { ...money, amount: filled(money.amount), version: order.version },
  });

export const voidPayment = (order: Order, number: number): Promise<Order> =>
  call("POST", `/orders/${order.id}/payments/${number}/void`, { body: { version: order.version } });

const bodyOf = (draft: OrderDraft) => ({
  ...draft,
  lines: linesOf(draft.lines),
  discount: Number(draft.discount),
  shipping: Number(draft.shipping),
});

const linesOf = (lines: LineDraft[]) =>
  lines.map(({ productCode, name, quantity, unitPrice, discount, taxRate }) => ({
    productCode: productCode.trim(),
    name: name.trim() || null,
    quantity: filled(quantity),
    unitPrice: filled(unitPrice),
    discount: filled(discount),
    taxRate: filled(taxRate),
  }));

const filled = (value: Typed): number | null => (value === "" ? null : value);
