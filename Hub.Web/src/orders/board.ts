import { movesOf } from "./moves";
import type { Order, OrderState } from "./types";

/** What is under way; what has ended is in the list. */
export const boardStates = ["draft", "placed", "paid", "fulfilled", "completed"] as const satisfies OrderState[];

/** Whether an order that is being dragged may be dropped on a state. */
export const takes = (order: Order | null, state: OrderState): boolean =>
  order !== null && movesOf(order).includes(state);

export type Refusal = "toDraft" | "placeFirst" | "shipFirst" | "isPaid" | "isOver" | "back";

/** Why an order may not be dropped on a state; null when it may, or when it is there. */
export function refusalOf(order: Order, to: OrderState): Refusal | null {
  if (order.state === to || takes(order, to)) return null;
  if (to === "draft") return "toDraft";
  if (order.state === "draft") return "placeFirst";
  if (order.state === "completed") return "isOver";
  if (order.state === "placed" && to === "completed") return "shipFirst";
  return order.state === "fulfilled" && to === "paid" ? "isPaid" : "back";
}
