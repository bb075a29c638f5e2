import type { Hours } from "./types";

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof weekdays)[number];

/** Tells the rows of the form apart, whatever is written in them; the hub knows none. */
type RowId = number;

export interface Interval {
  id: RowId;
  from: string;
  to: string;
}

export interface Holiday {
  id: RowId;
  date: string;
  name: string;
}

/** Hours as the form shows them: each day's times, and days on which it is closed. */
export interface HoursForm {
  week: Record<Weekday, Interval[]>;
  holidays: Holiday[];
  /** Days with other hours, which the form does not show and keeps. */
  others: NonNullable<Hours["exceptions"]>;
}

let lastId = 0;

export const newInterval = (from: string, to: string): Interval => ({ id: ++lastId, from, to });

export const newHoliday = (date = "", name = ""): Holiday => ({ id: ++lastId, date, name });

export const usualHours = (): HoursForm => ({
  week: Object.fromEntries(
    weekdays.map((day) => [day, day === "sunday" ? [] : [newInterval("08:00", "21:00")]]),
  ) as unknown as HoursForm["week"],
  holidays: [],
  others: [],
});

export function formOf(hours: Hours): HoursForm {
  const week = Object.fromEntries(
    weekdays.map((day) => [
      day,
      (hours.weekdays?.[day] ?? []).map(({ from, to }) => newInterval(from ?? "", to ?? "")),
    ]),
  ) as unknown as HoursForm["week"];
  const exceptions = hours.exceptions ?? [];
  return {
    week,
    holidays: exceptions
      .filter((day) => !day.intervals?.length)
      .map(({ date, name }) => newHoliday(date ?? "", name ?? "")),
    others: exceptions.filter((day) => day.intervals?.length),
  };
}

/** What is wrong with hours that the hub calls otherwise, as the form names it. */
export const ofField = (errors: Record<string, string>, field: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors).map(([name, text]) => [
      name.startsWith(`${field}.`) ? `hours.${name.slice(field.length + 1)}` : `other:${name}`,
      text,
    ]),
  );

const shown = /^(hours|teamHours\.[^.]+)\.(weekdays\.\w+\[\d+\]\.(from|to)|exceptions\[\d+\]\.(date|name))$/;

/** Whether an error stands at a field of the form; what does not is told above it. */
export const isShown = (field: string): boolean => shown.test(field);

export const hoursOf = ({ week, holidays, others }: HoursForm, timeZone: string | null): Hours => ({
  timeZone,
  weekdays: Object.fromEntries(
    weekdays.filter((day) => week[day].length > 0).map((day) => [day, week[day].map(({ from, to }) => ({ from, to }))]),
  ),
  exceptions: [
    ...holidays.map(({ date, name }) => ({ date, intervals: [], name: name.trim() || null })), // in place: errors name them by it
    ...others,
  ],
});
