import { expect, it } from "vitest";
import { deedsOf } from "./deeds";
import { timesFree, whyNot } from "./slots";
import type { Booking, BookingState } from "./types";

const booking = (next: BookingState[]): Booking =>
  ({
    startsAt: "2026-11-28T10:00:00Z",
    keptFrom: "2026-11-28T09:00:00Z",
    createdAt: "2026-11-01T00:00:00Z",
    next,
  }) as Booking;
const at = (time: string): number => Date.parse(`2026-11-28T${time}:00Z`);

it("offers what can be known at the time: kept from an hour before, missed once it has begun", () => {
  const confirmed = booking(["kept", "noShow", "cancelled"]);
  expect(deedsOf(confirmed, at("08:59"))).toEqual({ now: ["cancelled"], later: true });
  expect(deedsOf(confirmed, at("09:00"))).toEqual({ now: ["kept", "cancelled"], later: false });
  expect(deedsOf(confirmed, at("10:00")).now).toEqual(["kept", "noShow", "cancelled"]);
  expect(deedsOf(booking(["confirmed", "cancelled"]), at("08:00")).now).toEqual(["confirmed", "cancelled"]);
  expect(deedsOf(booking([]), at("12:00"))).toEqual({ now: [], later: false });
});

it("shows a time once, whoever has it free, with the most places that one of them has", () => {
  const slot = (startsAt: string, resourceId: string, left: number) => ({
    startsAt,
    endsAt: startsAt,
    resourceId,
    left,
  });
  expect(timesFree([slot("09:00", "a", 4), slot("09:00", "b", 1), slot("10:00", "a", 2)])).toEqual([
    { startsAt: "09:00", left: 4 },
    { startsAt: "10:00", left: 2 },
  ]);
});

it("says why a time was refused once, and what is free next", () => {
  const taken = { errors: { startsAt: ["Hoa is taken.", "Hoa is taken."] }, detail: "Free next: 11:00." };
  expect(whyNot(taken)).toBe("Hoa is taken. Free next: 11:00.");
  expect(whyNot({ errors: { note: ["Too long."] }, detail: undefined })).toBeUndefined();
  expect(whyNot({ errors: {}, detail: "Look again." })).toBeUndefined();
});
