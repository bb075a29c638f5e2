import { useSyncExternalStore } from "react";
import type { Present } from "../types";

// Who else looks at or writes in which conversation. Said anew every 20 s by each; silence means gone.
const lifetime = 45_000;
let all = new Map<string, Present[]>();
const listeners = new Set<() => void>();
const nobody: Present[] = [];

export function hearPresence(conversationId: string, present: Present): void {
  const others = (all.get(conversationId) ?? []).filter((one) => one.memberId !== present.memberId);
  all = new Map(all).set(conversationId, present.state === "left" ? others : [...others, present]);
  for (const listener of listeners) listener();
}

export function setPresence(conversationId: string, present: Present[]): void {
  all = new Map(all).set(conversationId, present);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Others in the conversation, without oneself and without those who fell silent. */
export function usePresence(conversationId: string, self: string, now: number): Present[] {
  const present = useSyncExternalStore(subscribe, () => all.get(conversationId) ?? nobody);
  return present.filter((one) => one.memberId !== self && one.state !== "left" && now - Date.parse(one.at) < lifetime);
}
