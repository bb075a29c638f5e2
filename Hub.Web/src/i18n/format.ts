import { type Language, language } from "./i18n";

const locale = (): string => (language() === "vi" ? "vi-VN" : "en-GB");
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale() + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale(), options);
    formats.set(key, found);
  }
  return found;
}

/** In the browser's zone, unless another is named; so are the next two. */
export const clock = (at: string | Date, timeZone?: string): string =>
  format({ hour: "2-digit", minute: "2-digit", ...zoned(timeZone) }).format(new Date(at));
export const fullTime = (at: string | Date, timeZone?: string): string =>
  format({ dateStyle: "medium", timeStyle: "short", ...zoned(timeZone) }).format(new Date(at));
/** With how far the clock is from UTC's: for a time that it shows twice. */
export const clockWithOffset = (at: string | Date, timeZone?: string): string =>
  format({ hour: "2-digit", minute: "2-digit", timeZoneName: "shortOffset", ...zoned(timeZone) }).format(new Date(at));
/** A day of the calendar (`2026-11-28`), which has no zone. */
export const dayWords = (day: string, options: Intl.DateTimeFormatOptions): string =>
  format({ ...options, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
/** From one day of the calendar to another, saying once what both have in common. */
export const daysWords = (from: string, to: string, options: Intl.DateTimeFormatOptions): string =>
  format({ ...options, timeZone: "UTC" }).formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
export const date = (at: string | Date): string => format({ dateStyle: "medium" }).format(new Date(at));

const zoned = (timeZone: string | undefined) => (timeZone ? { timeZone } : {});

/** For a list: a time today, or the day. */
export function clockOrDay(at: string, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? clock(at) : format({ day: "numeric", month: "numeric" }).format(new Date(at));
}

/** For a list: how long ago while it is recent, then the day. */
export function ago(at: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  if (minutes < 1) return language() === "vi" ? "vừa xong" : "now";
  if (minutes < 60) return short(minutes, "minute");
  if (minutes < 24 * 60) return short(Math.floor(minutes / 60), "hour");
  const days = Math.floor(minutes / (24 * 60));
  if (days < 7) return short(days, "day");
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(
    sameYear ? { day: "numeric", month: "numeric" } : { day: "numeric", month: "numeric", year: "2-digit" },
  ).format(new Date(at));
}

/** The same in a sentence or a table: "5 phút trước". */
export function since(at: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  const text = ago(at, now);
  if (minutes < 1 || minutes >= 7 * 24 * 60) return text;
  return language() === "vi" ? `${text} trước` : `${text} ago`;
}

const units: Record<Language, Record<"minute" | "hour" | "day", string>> = {
  vi: { minute: "phút", hour: "giờ", day: "ngày" },
  en: { minute: "m", hour: "h", day: "d" },
};

const short = (count: number, unit: "minute" | "hour" | "day"): string =>
  language() === "vi" ? `${count} ${units.vi[unit]}` : `${count}${units.en[unit]}`;

/** Time that is left, as two units at most: "1 giờ 20 phút". */
export function duration(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const parts: [number, "day" | "hour" | "minute"][] = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor(minutes / 60) % 24, "hour"],
    [minutes % 60, "minute"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const shown = first < 0 ? parts.slice(2) : parts.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, unit]) => short(count, unit)).join(" ");
}

/** Each currency with its own digits: none for VND and JPY, three for KWD. */
export const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat(locale(), { style: "currency", currency }).format(amount);

/** Digits behind the mark. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

export const number = (value: number): string => new Intl.NumberFormat(locale()).format(value);

/** How a number is typed: with the marks that it is shown with, so that 150.000 is not taken for 150. */
export function marks(): { thousandSeparator: string; decimalSeparator: string } {
  const parts = new Intl.NumberFormat(locale()).formatToParts(12345.6);
  const mark = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return { thousandSeparator: mark("group"), decimalSeparator: mark("decimal") };
}

export function bytes(size: number): string {
  const [value, unit] = size < 1024 * 1024 ? [size / 1024, "KB"] : [size / (1024 * 1024), "MB"];
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`;
}

/** A count beside a name. The hub stops counting at a thousand: "that many or more". */
export const shortCount = (value: number): string => (value < 1000 ? number(value) : "999+");

/** The day above the messages of a day. */
export function dayName(at: string, today: string, yesterday: string): string {
  const day = new Date(at);
  const now = new Date();
  const days = Math.round((startOf(now) - startOf(day)) / 86_400_000);
  if (days === 0) return today;
  if (days === 1) return yesterday;
  const sameYear = day.getFullYear() === now.getFullYear();
  return format({ weekday: "long", day: "numeric", month: "long", ...(!sameYear && { year: "numeric" }) }).format(day);
}

const startOf = (day: Date): number => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
