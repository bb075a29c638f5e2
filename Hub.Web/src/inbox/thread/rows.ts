import type { Outgoing } from "../outbox/outbox";
import type { Message, Note, ThreadEvent, TimelineItem } from "../types";

/** What a thread shows, one after the other, oldest first. */
export type Row =
  | { kind: "day"; key: string; at: string }
  | { kind: "message"; key: string; message: Message; startsGroup: boolean; endsGroup: boolean }
  | { kind: "note"; key: string; note: Note }
  | { kind: "event"; key: string; at: string; event: ThreadEvent }
  | { kind: "outgoing"; key: string; entry: Outgoing };

const groupGap = 5 * 60_000;

/** @param newestFirst as the hub lists them */
export function rowsOf(newestFirst: TimelineItem[], outgoing: Outgoing[]): Row[] {
  const rows: Row[] = [];
  let day = "";
  let before: Message | undefined;
  for (const item of newestFirst.toReversed()) {
    const itemDay = new Date(item.at).toDateString();
    if (itemDay !== day) {
      rows.push({ kind: "day", key: `day ${itemDay}`, at: item.at });
      day = itemDay;
      before = undefined;
    }
    if (item.kind === "message" && item.message) {
      const startsGroup = !before || !belongs(before, item.message);
      const last = rows.at(-1);
      if (!startsGroup && last?.kind === "message") last.endsGroup = false;
      rows.push({ kind: "message", key: item.id, message: item.message, startsGroup, endsGroup: true });
      before = item.message;
      continue;
    }
    before = undefined;
    if (item.kind === "note" && item.note) rows.push({ kind: "note", key: item.id, note: item.note });
    else if (item.kind === "event" && item.event)
      rows.push({ kind: "event", key: item.id, at: item.at, event: item.event });
  }
  return [...rows, ...outgoing.map((entry): Row => ({ kind: "outgoing", key: entry.id, entry }))];
}

/** Whether two rows look alike. */
export function isSameRow(one: Row, other: Row): boolean {
  if (one.kind !== other.kind || one.key !== other.key) return false;
  if (one.kind === "message" && other.kind === "message")
    return one.message === other.message && one.startsGroup === other.startsGroup && one.endsGroup === other.endsGroup;
  if (one.kind === "note" && other.kind === "note") return one.note === other.note;
  if (one.kind === "event" && other.kind === "event") return one.event === other.event;
  if (one.kind === "outgoing" && other.kind === "outgoing") return one.entry === other.entry;
  return true;
}

const belongs = (before: Message, message: Message): boolean =>
  before.direction === message.direction &&
  before.authorId === message.authorId &&
  before.ruleId === message.ruleId &&
  Date.parse(message.occurredAt) - Date.parse(before.occurredAt) < groupGap;

/** A first guess of a row's height; what is drawn is measured. */
export function estimatedHeight(row: Row | undefined): number {
  if (row?.kind === "day" || row?.kind === "event") return 36;
  if (row?.kind !== "message") return 64;
  const lines = Math.ceil((row.message.text?.length ?? 0) / 55);
  return 32 + lines * 20 + row.message.attachments.length * 180 + (row.startsGroup ? 12 : 0);
}

/** A piece of a text, and where it begins. */
export interface Part {
  from: number;
  text: string;
  url?: string;
}

/** Web addresses in a text, so that they can be opened; everything else stays text. */
export function linkParts(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of text.matchAll(/https?:\/\/[^\s<>"']+/giu)) {
    const url = found[0].replace(/[.,;:!?)\]}]+$/u, "");
    if (!URL.canParse(url)) continue;
    if (found.index > from) parts.push({ from, text: text.slice(from, found.index) });
    parts.push({ from: found.index, text: url, url });
    from = found.index + url.length;
  }
  if (from < text.length) parts.push({ from, text: text.slice(from) });
  return parts;
}
