import { text } from "~/page/address";
import { type OrderState, orderStates } from "./types";

/** What the list shows, and the order or the new order beside it; kept in the address. */
export interface OrdersSearch {
  q?: string;
  state?: OrderState;
  contact?: string;
  /** The list when left out. */
  view?: "board";
  order?: string;
  /** The conversation that a new order is for; empty to choose one. */
  new?: string;
}

export function readOrdersSearch(search: Record<string, unknown>): OrdersSearch {
  const state = orderStates.find((one) => one === search.state);
  const [q, contact, order] = [text(search.q), text(search.contact), text(search.order)];
  return {
    ...(q && { q }),
    ...(state && { state }),
    ...(contact && { contact }),
    ...(search.view === "board" && { view: "board" as const }),
    ...(order && { order }),
    ...(typeof search.new === "string" && { new: search.new }),
  };
}
