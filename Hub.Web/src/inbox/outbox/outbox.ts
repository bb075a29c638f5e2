import { ApiProblem, isPassing } from "~/api/problem";
import type { Draft, Message } from "../types";

/** A message that the agent has sent and the hub has not yet confirmed. Its id is the call's Idempotency-Key. */
export interface Outgoing {
  id: string;
  memberId: string;
  conversationId: string;
  draft: Draft;
  /** Names of the files, for showing. */
  fileNames: string[];
  at: number;
  attempts: number;
  state: "waiting" | "sending" | "refused" | "stale";
  problem?: { title: string; detail: string };
}

export interface OutboxParts {
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;
  send: (conversationId: string, draft: Draft, key: string) => Promise<{ messages: Message[] }>;
  onSent: (entry: Outgoing, messages: Message[]) => void;
  now: () => number;
  later: (run: () => void, milliseconds: number) => void;
}

const prefix = "hub.outbox.";
const longestPause = 30_000;

// The hub keeps its answers for 24 hours. Within that time a repetition is harmless; later it might send twice, so a person decides.
const safeToRepeat = 20 * 60 * 60_000;

/**
 * Sends what agents write: in order within a conversation, one at a time, again after a break of the network or a reload, never twice.
 * Each entry is one key of the browser's storage, so that several tabs do not overwrite each other's.
 */
export class Outbox {
  private entries: Outgoing[];
  private readonly busy = new Set<string>();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly memberId: string,
    private readonly parts: OutboxParts,
  ) {
    this.entries = this.read();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Oldest first; the same array until something changes. */
  readonly all = (): Outgoing[] => this.entries;

  add(conversationId: string, draft: Draft, fileNames: string[], id: string): void {
    this.put({
      id,
      memberId: this.memberId,
      conversationId,
      draft,
      fileNames,
      at: this.parts.now(),
      attempts: 0,
      state: "waiting",
    });
    void this.run(conversationId);
  }

  /** Tries whatever waits: at the start, when the network is back, when another tab wrote. */
  wake(): void {
    this.entries = this.read();
    this.tell();
    for (const conversationId of new Set(this.entries.map((entry) => entry.conversationId)))
      void this.run(conversationId);
  }

  retry(id: string): void {
    const entry = this.entries.find((one) => one.id === id);
    if (!entry) return;
    const { problem: _, ...rest } = entry;
    this.put({ ...rest, state: "waiting", at: this.parts.now(), attempts: 0 });
    void this.run(entry.conversationId);
  }

  discard(id: string): void {
    this.parts.storage.removeItem(prefix + id);
    this.entries = this.entries.filter((entry) => entry.id !== id);
    this.tell();
  }

  private async run(conversationId: string): Promise<void> {
    if (this.busy.has(conversationId)) return;
    this.busy.add(conversationId);
    try {
      for (let entry = this.next(conversationId); entry; entry = this.next(conversationId))
        if (!(await this.attempt(entry))) break;
    } finally {
      this.busy.delete(conversationId);
    }
  }

  private next(conversationId: string): Outgoing | undefined {
    return this.entries.find(
      (entry) => entry.conversationId === conversationId && (entry.state === "waiting" || entry.state === "sending"),
    );
  }

  /** False when the rest has to wait. */
  private async attempt(entry: Outgoing): Promise<boolean> {
    if (entry.attempts > 0 && this.parts.now() - entry.at > safeToRepeat) {
      this.put({ ...entry, state: "stale" });
      return true;
    }
    const trying: Outgoing = { ...entry, state: "sending", attempts: entry.attempts + 1 };
    this.put(trying); // before the call: a reload in mid-send must know that it was tried
    try {
      const { messages } = await this.parts.send(entry.conversationId, entry.draft, entry.id);
      this.parts.onSent(entry, messages);
      this.discard(entry.id);
      return true;
    } catch (error) {
      if (isPassing(error)) return this.wait(trying, error);
      this.put({ ...trying, state: "refused", problem: words(error) });
      return true;
    }
  }

  private wait(entry: Outgoing, error: unknown): false {
    this.put({ ...entry, state: "waiting" });
    const asked = error instanceof ApiProblem && error.retryAfter ? error.retryAfter * 1000 : 0;
    const pause = Math.max(asked, Math.min(longestPause, 1000 * 2 ** Math.min(entry.attempts - 1, 5)));
    this.parts.later(() => void this.run(entry.conversationId), pause);
    return false;
  }

  private put(entry: Outgoing): void {
    this.parts.storage.setItem(prefix + entry.id, JSON.stringify(entry));
    const place = this.entries.findIndex((one) => one.id === entry.id);
    this.entries = place < 0 ? [...this.entries, entry] : this.entries.with(place, entry);
    this.tell();
  }

  private read(): Outgoing[] {
    const { storage } = this.parts;
    const found: Outgoing[] = [];
    for (let index = 0; index < storage.length; index++) {
      const key = storage.key(index);
      const text = key?.startsWith(prefix) ? storage.getItem(key) : null;
      const entry = text ? (JSON.parse(text) as Outgoing) : undefined;
      if (entry?.memberId === this.memberId) found.push(entry);
    }
    return found.sort((one, other) => one.at - other.at);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function words(error: unknown): { title: string; detail: string } {
  if (!(error instanceof ApiProblem)) return { title: String(error), detail: "" };
  return { title: error.message, detail: error.detail ?? Object.values(error.errors).flat().join(" ") };
}
