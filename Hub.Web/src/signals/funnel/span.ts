import { text } from "~/page/address";

/** Over which days the page counts; kept in the address. Days of the calendar, both counted, in the browser's zone. */
export interface FunnelSearch {
  days?: number;
  from?: string;
  to?: string;
  connection?: string;
}

export const usualDays = 30;
export const choices = [7, 30, 90] as const;
const mostDays = 365;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

export function readFunnelSearch(search: Record<string, unknown>): FunnelSearch {
  const days = choices.find((one) => one === search.days);
  const [from, to, connection] = [text(search.from), text(search.to), text(search.connection)];
  const hasSpan = isDay(from) && isDay(to) && from <= to && lengthOf(from, to) <= mostDays;
  return {
    ...(hasSpan ? { from, to } : days && days !== usualDays && { days }),
    ...(connection && { connection }),
  };
}

/** The days themselves, whatever the address says of them. */
export function daysOf(search: FunnelSearch, now: Date): { from: string; to: string } {
  if (search.from && search.to) return { from: search.from, to: search.to };
  const to = dayOf(now);
  return { from: stepped(to, 1 - (search.days ?? usualDays)), to };
}

/** As the API takes it: from the first moment to the first that is not a part. */
export const momentsOf = ({ from, to }: { from: string; to: string }): { from: string; to: string } => ({
  from: startOf(from).toISOString(),
  to: startOf(stepped(to, 1)).toISOString(),
});

/** A span that somebody typed, or what is to be said about it. */
export const isSpan = (from: string, to: string): boolean =>
  isDay(from) && isDay(to) && from <= to && lengthOf(from, to) <= mostDays;

/** As many days as platforms are asked about at once. */
export const isMonth = (from: string, to: string): boolean => lengthOf(from, to) <= 31;

const isDay = (day: string | undefined): day is string =>
  day !== undefined && dayPattern.test(day) && !Number.isNaN(startOf(day).getTime());

const startOf = (day: string): Date => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date);
};

const dayOf = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;

function stepped(day: string, by: number): string {
  const at = startOf(day);
  at.setDate(at.getDate() + by);
  return dayOf(at);
}

const lengthOf = (from: string, to: string): number =>
  Math.round((startOf(to).getTime() - startOf(from).getTime()) / 86_400_000) + 1;
