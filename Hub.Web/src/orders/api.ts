import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import { pagesOf } from "~/api/lists";
import type { OrdersSearch } from "./search";
import type { LineDraft, Order, OrderState } from "./types";

export const ordersQuery = ({ state, contact, q }: OrdersSearch) =>
  pagesOf<Order>("orders", "/orders", { state, contactId: contact, q });

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ["orders", "one", id],
    queryFn: ({ signal }) => call<Order>("GET", `/orders/${id}`, { signal }),
  });

export const moveOrder = (id: string, state: OrderState): Promise<Order> =>
  call("PATCH", `/orders/${id}`, { body: { state } });

export const editOrder = (id: string, currency: string, lines: LineDraft[]): Promise<Order> =>
  call("PATCH", `/orders/${id}`, { body: { currency, lines: linesOf(lines) } });

export const createOrder = (
  conversationId: string,
  order: { currency: string; state: OrderState; lines: LineDraft[] },
): Promise<Order> =>
  call("POST", `/conversations/${conversationId}/orders`, { body: { ...order, lines: linesOf(order.lines) } });

const linesOf = (lines: LineDraft[]) =>
  lines.map(({ productCode, name, quantity, unitPrice }) => ({
    productCode: productCode.trim(),
    name: name.trim() || null,
    quantity: quantity === "" ? null : quantity,
    unitPrice: unitPrice === "" ? null : unitPrice,
  }));
