import { useVersionedDeed } from "~/page/useVersionedDeed";
import type { Booking } from "./types";

/** Something done to a booking. When somebody else was faster, the booking and what is free are shown as they are now. */
export const useBookingDeed = <V = void>(
  deed: (value: V) => Promise<Booking>,
  options: {
    says: string | ((booking: Booking, value: V) => string);
    inForm?: boolean;
    after?: (booking: Booking) => unknown;
  },
) =>
  useVersionedDeed(deed, {
    ...options,
    refresh: [["bookings"], ["slots"]],
    overtaken: ["stale_version", "time_not_free", "conflict"],
  });
