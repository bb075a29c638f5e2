import type { ReplyWindow, Window } from "../types";

export type MeterTone = "open" | "soon" | "closed" | "none";

/** What the meter says: a text of `meter.*`, its values, and how urgent it looks. */
export interface Meter {
  tone: MeterTone;
  time: number | null;
  left: number | null;
}

const soon = 2 * 60 * 60_000;
const fewMessages = 2;

/** How long and how often the business may still answer. */
export function meterOf(window: Window | null, now: number): Meter {
  if (!window) return { tone: "none", time: null, left: null };
  const time = window.closesAt ? Date.parse(window.closesAt) - now : null;
  const left = window.messagesLeft;
  if (!window.isOpen || (time !== null && time <= 0) || left === 0) return { tone: "closed", time, left };
  if (time === null && left === null) return { tone: "none", time, left };
  const isSoon = (time !== null && time < soon) || (left !== null && left <= fewMessages);
  return { tone: isSoon ? "soon" : "open", time, left };
}

/** Whether a free answer may be written now; the hub has the last word. */
export const mayWrite = (window: ReplyWindow, now: number): boolean => meterOf(window, now).tone !== "closed";
