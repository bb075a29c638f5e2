import { type Day, weekdayOf } from "./days";
import type { Booking, Hours } from "./types";
import { wallOf } from "./zone";

const endOfDay = 24 * 60;
const shortest = 20; // minutes as drawn: less would hold no line of text

/** What stands in a column: from and to in minutes of its day. */
export interface Block {
  booking: Booking;
  from: number;
  to: number;
  /** Side by side with others: which place of how many. */
  lane: number;
  lanes: number;
}

/**
 * Bookings of one day, as the clock on the wall shows them: each as long as it lasts, whatever the clock does meanwhile. Those that
 * overlap stand side by side, as wide as the fullest moment among them allows.
 */
export function blocksOf(bookings: Booking[], day: Day, zone: string): Block[] {
  const blocks = bookings
    .flatMap((booking) => blockOf(booking, day, zone) ?? [])
    .sort((one, other) => one.from - other.from || other.to - one.to);
  let group: Block[] = [];
  let end = -1;
  for (const block of blocks) {
    if (block.from >= end) {
      close(group);
      group = [];
    }
    const taken = new Set(group.filter((one) => one.to > block.from).map((one) => one.lane));
    while (taken.has(block.lane)) block.lane++;
    group.push(block);
    end = Math.max(group.length === 1 ? 0 : end, block.to);
  }
  close(group);
  return blocks;
}

function close(group: Block[]): void {
  const lanes = Math.max(...group.map((block) => block.lane + 1));
  for (const block of group) block.lanes = lanes;
}

function blockOf(booking: Booking, day: Day, zone: string): Block | null {
  const [start, end] = [wallOf(booking.startsAt, zone), wallOf(booking.endsAt, zone)];
  if (start.day > day || end.day < day || (end.day === day && start.day !== day && end.minutes === 0)) return null;
  const from = start.day === day ? start.minutes : 0;
  const length = (Date.parse(booking.endsAt) - Date.parse(booking.startsAt)) / 60_000;
  const to = start.day === day ? from + length : end.day === day ? end.minutes : endOfDay;
  const drawn = Math.max(to, from + shortest);
  return { booking, from: Math.min(from, endOfDay - shortest), to: Math.min(drawn, endOfDay), lane: 0, lanes: 1 };
}

/** Whether the booking is shown on that day. */
export const isOn = (booking: Booking, day: Day, zone: string): boolean => blockOf(booking, day, zone) !== null;

/** From and to, in minutes of a day. */
export type Span = readonly [from: number, to: number];

const names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** When it is open that day. Null when nothing says so, or another zone's clock does. */
export function openOn(hours: Hours | null | undefined, day: Day, zone: string): Span[] | null {
  if (!hours || (hours.timeZone && hours.timeZone !== zone)) return null;
  const exception = hours.exceptions?.find((one) => one.date === day);
  const times = exception ? exception.intervals : hours.weekdays?.[names[weekdayOf(day)] ?? ""];
  return (times ?? []).map(({ from, to }) => [minutesOf(from), minutesOf(to)]);
}

/** The hours between which it is closed, within what is shown. */
export function closedIn(open: Span[] | null, [first, last]: Span): Span[] {
  if (open === null) return [];
  const closed: Span[] = [];
  let from = first;
  for (const [begin, end] of [...open].sort((one, other) => one[0] - other[0])) {
    if (begin > from) closed.push([from, Math.min(begin, last)]);
    from = Math.max(from, end);
  }
  if (from < last) closed.push([from, last]);
  return closed.filter(([begin, end]) => end > begin);
}

/** Where no hours say more. */
export const usualSpan: Span = [8 * 60, 18 * 60];
const fewest = 4 * 60;

/** Whole hours that hold all that is open and all that is booked. */
export function shownHours(times: Span[]): Span {
  const shown = times.length > 0 ? times : [usualSpan];
  const from = Math.floor(Math.min(...shown.map(([begin]) => begin), endOfDay - fewest) / 60) * 60;
  const to = Math.ceil(Math.max(...shown.map(([, end]) => end)) / 60) * 60;
  return [from, Math.max(to, from + fewest)];
}

const minutesOf = (time: string | null | undefined): number => {
  const [hours = 0, minutes = 0] = (time ?? "").split(":").map(Number);
  return hours * 60 + minutes;
};
