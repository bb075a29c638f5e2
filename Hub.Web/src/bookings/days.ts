/** A day of the calendar on the wall, as `2026-11-28`: it has no zone and no hours. */
export type Day = string;

export const views = ["day", "week", "month"] as const;
export type View = (typeof views)[number];

const dayLength = 86_400_000;
const whole = /^\d{4}-\d{2}-\d{2}$/;

const at = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10);

/** Whether there is such a day: the address may say anything. */
export const isDay = (text: unknown): text is Day =>
  typeof text === "string" &&
  whole.test(text) &&
  !Number.isNaN(at(text).getTime()) &&
  dayOf(at(text)) === text &&
  text >= "1970-01-02" &&
  text <= "2199-12-30";

export const addDays = (day: Day, days: number): Day => dayOf(new Date(at(day).getTime() + days * dayLength));

/** Nobody books for yesterday. */
export const laterOf = (day: Day, other: Day): Day => (day > other ? day : other);

/** From 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: Day): number => (at(day).getUTCDay() + 6) % 7;

export const monthOf = (day: Day): string => day.slice(0, 7);

const run = (first: Day, count: number): Day[] => Array.from({ length: count }, (_, index) => addDays(first, index));

const mondayOf = (day: Day): Day => addDays(day, -weekdayOf(day));

/** The days that are shown: a month with all of its first and last week. */
export function shownDays(view: View, day: Day): Day[] {
  if (view === "day") return [day];
  if (view === "week") return run(mondayOf(day), 7);
  const first = mondayOf(`${monthOf(day)}-01`);
  const last = addDays(addMonths(`${monthOf(day)}-01`, 1), -1);
  const weeks = Math.ceil((at(last).getTime() - at(first).getTime() + dayLength) / (7 * dayLength));
  return run(first, weeks * 7);
}

/** The same place in the period before or after. */
export function stepped(view: View, day: Day, by: number): Day {
  if (view === "month") return addMonths(day, by);
  return addDays(day, view === "week" ? by * 7 : by);
}

/** The last day of a month when the other has fewer days. */
function addMonths(day: Day, by: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const longest = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month - 1 + by, Math.min(date, longest))));
}
