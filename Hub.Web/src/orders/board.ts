import type { Order, OrderState } from "./types";

/** What is under way; what has ended is in the list. */
export const boardStates = ["draft", "placed", "paid", "fulfilled", "completed"] as const satisfies OrderState[];

/** Whether an order that is being dragged may be dropped on a state. */
export const takes = (order: Order | null, state: OrderState): boolean => order?.next?.includes(state) ?? false;
