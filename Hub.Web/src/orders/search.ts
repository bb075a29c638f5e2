import { type OrderState, orderStates } from "./types";

/** What the list shows, and the order or the new order beside it; kept in the address. */
export interface OrdersSearch {
  state?: OrderState;
  contact?: string;
  order?: string;
  /** The conversation that a new order is for; empty to choose one. */
  new?: string;
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

export function readOrdersSearch(search: Record<string, unknown>): OrdersSearch {
  const state = orderStates.find((one) => one === search.state);
  const [contact, order] = [text(search.contact), text(search.order)];
  return {
    ...(state && { state }),
    ...(contact && { contact }),
    ...(order && { order }),
    ...(typeof search.new === "string" && { new: search.new }),
  };
}
