import type { Booking, BookingState } from "./types";

/** What a booking can become at this time; nobody knows beforehand whether somebody will have come. */
export function deedsOf(booking: Booking, now: number): { now: BookingState[]; later: boolean } {
  const from: Partial<Record<BookingState, string | undefined>> = { kept: booking.keptFrom, noShow: booking.startsAt };
  const isDue = (state: BookingState): boolean => now >= Date.parse(from[state] ?? booking.createdAt);
  const next = booking.next ?? [];
  const due = next.filter((state) => !from[state] || isDue(state));
  return { now: due, later: next.includes("kept") && !due.includes("kept") };
}
