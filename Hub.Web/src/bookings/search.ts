import { text } from "~/page/address";
import { type Day, isDay, type View, views } from "./days";
import { type BookingState, bookingStates } from "./types";

/** What the calendar shows, and the booking or the new booking beside it; kept in the address. */
export interface BookingsSearch {
  /** The day when left out. */
  view?: Exclude<View, "day">;
  /** Today when left out. */
  day?: Day;
  service?: string;
  resource?: string;
  /** All but cancelled ones when left out. */
  state?: BookingState;
  booking?: string;
  /** A new booking, for a conversation that is chosen there. */
  new?: true;
}

export function readBookingsSearch(search: Record<string, unknown>): BookingsSearch {
  const view = views.find((one) => one === search.view);
  const state = bookingStates.find((one) => one === search.state);
  const [service, resource, booking] = [text(search.service), text(search.resource), text(search.booking)];
  return {
    ...(view && view !== "day" && { view }),
    ...(isDay(search.day) && { day: search.day }),
    ...(service && { service }),
    ...(resource && { resource }),
    ...(state && { state }),
    ...(booking && { booking }),
    ...(search.new === true && { new: true as const }),
  };
}
