import type { Order, OrderState } from "./types";

/** What moves money or cannot be taken back. */
const asked: OrderState[] = ["paid", "cancelled", "refunded"];

export const isAsked = (to: OrderState): boolean => asked.includes(to);

/** Where an order can be moved by a button. What has left and is paid later stays sent: its money is recorded. */
export function movesOf(order: Pick<Order, "next" | "state" | "due">): OrderState[] {
  const next = order.next ?? [];
  return order.state === "fulfilled" && order.due > 0 ? ["paid", ...next] : next;
}

/** The money that goes with a move; null when none does. */
export function moneyOf(
  { due, held }: Pick<Order, "due" | "held">,
  to: OrderState,
): { kind: "payments" | "refunds"; amount: number } | null {
  if (to === "paid" && due > 0) return { kind: "payments", amount: due };
  if (to === "refunded" && held > 0) return { kind: "refunds", amount: held };
  return null;
}

/** Payments that were taken back again. */
export const voided = ({ payments }: Pick<Order, "payments">): ReadonlySet<number> =>
  new Set(payments.flatMap(({ voids }) => voids ?? []));
