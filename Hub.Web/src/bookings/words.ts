import { clock, dayWords } from "~/i18n/format";
import type { Day } from "./days";
import type { Booking } from "./types";
import { wallOf } from "./zone";

type Time = Pick<Booking, "startsAt" | "endsAt">;

export const timesOf = ({ startsAt, endsAt }: Time, zone: string): string =>
  `${clock(startsAt, zone)}–${clock(endsAt, zone)}`;

export const longDay = (day: Day): string =>
  dayWords(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** For a list: "T7, 28/11". */
export const shortDay = (day: Day): string => dayWords(day, { weekday: "short", day: "numeric", month: "numeric" });

export const dayAndTime = (at: string, zone: string): string => `${clock(at, zone)} ${shortDay(wallOf(at, zone).day)}`;
