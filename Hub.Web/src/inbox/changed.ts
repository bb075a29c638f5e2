import type { Change, Conversation } from "./types";

/** What the hub will make of it: only a snoozed one has a time to wake. */
export function changed(row: Conversation, { status, snoozedUntil, priority, ...holder }: Change): Conversation {
  return {
    ...row,
    ...holder,
    ...(priority && { priority }),
    ...(status && { status, snoozedUntil: status === "snoozed" ? (snoozedUntil ?? row.snoozedUntil) : null }),
  };
}
