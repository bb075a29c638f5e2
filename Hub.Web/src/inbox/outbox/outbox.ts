import { newKey } from "~/api/http";
import { ApiProblem, isPassing } from "~/api/problem";
import type { Draft, Message } from "../types";
import { OutboxShelf, type Shelf } from "./shelf";

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
  /** Not before then, after an attempt that failed. */
  notBefore?: number;
  /** Since when the hub answers that an earlier try has not ended. */
  runningSince?: number;
  state: "waiting" | "sending" | "refused" | "stale";
  problem?: { title: string; detail: string };
}

export interface OutboxParts {
  storage: Shelf;
  send: (conversationId: string, draft: Draft, key: string) => Promise<{ messages: Message[] }>;
  onSent: (entry: Outgoing, messages: Message[]) => void;
  now: () => number;
  later: (run: () => void, milliseconds: number) => void;
  /** One tab at a time, of those that share the storage. */
  alone: (conversationId: string, run: () => Promise<void>) => Promise<void>;
  newKey?: () => string;
}

const longestPause = 30_000;

// The hub keeps its answers for 24 hours. Within that time a repetition is harmless; later it might send twice, so a person decides.
const safeToRepeat = 20 * 60 * 60_000;

// No call runs that long. The hub does not know how that one ended, so a person decides, and what was written after it goes on.
const longestRun = 2 * 60_000;

/**
 * Sends what agents write: in order within a conversation, one at a time, again after a break of the network or a reload, never twice.
 * Several tabs share it by the browser's storage: each may send, one at a time.
 */
export class Outbox {
  private entries: Outgoing[];
  private isOn = true;
  private readonly shelf: OutboxShelf;
  private readonly busy = new Set<string>();
  private readonly again = new Set<string>();
  private readonly planned = new Set<string>();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly memberId: string,
    private readonly parts: OutboxParts,
  ) {
    this.shelf = new OutboxShelf(parts.storage, memberId);
    this.entries = this.shelf.read();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Oldest first; the same array until something changes. */
  readonly all = (): Outgoing[] => this.entries;

  add(conversationId: string, draft: Draft, fileNames: string[], id: string): void {
    const at = this.parts.now();
    this.put({
      id,
      memberId: this.memberId,
      conversationId,
      draft,
      fileNames,
      at,
      attempts: 0,
      state: "waiting",
    });
    void this.run(conversationId);
  }

  /** Tries whatever waits: at the start, and when the network is back. */
  wake(): void {
    this.isOn = true;
    for (const { notBefore: _, ...entry } of this.shelf.read()) this.shelf.change(entry);
    this.hear();
  }

  /** Takes up what another tab wrote; what failed there waits here as well. */
  hear(): void {
    this.reread();
    for (const conversationId of new Set(this.entries.map((entry) => entry.conversationId)))
      void this.run(conversationId);
  }

  /** When nobody is signed in any more. What waits stays, for when the same member comes back. */
  stop(): void {
    this.isOn = false;
  }

  /** A refusal, or a try that never ended, is the hub's answer to that key for good, so the same message goes again as a new one. */
  retry(id: string): void {
    const entry = this.entries.find((one) => one.id === id);
    if (!entry) return;
    const { problem: _, notBefore: __, runningSince, ...rest } = entry;
    const again: Outgoing = { ...rest, state: "waiting", at: this.parts.now(), attempts: 0 };
    if (entry.state === "refused" || runningSince !== undefined) {
      this.discard(id);
      again.id = (this.parts.newKey ?? newKey)();
    }
    this.put(again);
    void this.run(entry.conversationId);
  }

  discard(id: string): void {
    this.shelf.remove(id);
    this.entries = this.entries.filter((entry) => entry.id !== id);
    this.tell();
  }

  private async run(conversationId: string): Promise<void> {
    if (!this.next(conversationId)) return;
    if (this.busy.has(conversationId)) {
      this.again.add(conversationId); // the run under way may have looked for the last time
      return;
    }
    this.busy.add(conversationId);
    try {
      await this.parts.alone(conversationId, async () => {
        this.reread(); // another tab may have sent it meanwhile
        for (let entry = this.next(conversationId); entry; entry = this.next(conversationId))
          if (!this.isDue(entry) || !(await this.attempt(entry))) break;
      });
    } finally {
      this.busy.delete(conversationId);
    }
    if (this.again.delete(conversationId)) await this.run(conversationId);
  }

  private next(conversationId: string): Outgoing | undefined {
    return this.entries.find(
      (entry) => entry.conversationId === conversationId && (entry.state === "waiting" || entry.state === "sending"),
    );
  }

  private isDue(entry: Outgoing): boolean {
    if (!this.isOn) return false;
    const pause = (entry.notBefore ?? 0) - this.parts.now();
    if (pause > 0) this.plan(entry.conversationId, pause);
    return pause <= 0;
  }

  private plan(conversationId: string, pause: number): void {
    if (this.planned.has(conversationId)) return;
    this.planned.add(conversationId);
    this.parts.later(() => {
      this.planned.delete(conversationId);
      void this.run(conversationId);
    }, pause);
  }

  /** False when the rest has to wait. */
  private async attempt(entry: Outgoing): Promise<boolean> {
    if (entry.attempts > 0 && this.parts.now() - entry.at > safeToRepeat) {
      this.change({ ...entry, state: "stale" });
      return true;
    }
    const trying: Outgoing = { ...entry, state: "sending", attempts: entry.attempts + 1 };
    this.change(trying); // before the call: a reload in mid-send must know that it was tried
    try {
      const { messages } = await this.parts.send(entry.conversationId, entry.draft, entry.id);
      this.parts.onSent(entry, messages);
      this.discard(entry.id);
      return true;
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) {
        this.change({ ...trying, state: "waiting" });
        this.stop();
        return false;
      }
      if (isPassing(error)) return this.passed(trying, error);
      this.change({ ...trying, state: "refused", problem: words(error) });
      return true;
    }
  }

  private passed(entry: Outgoing, error: unknown): boolean {
    const { runningSince, ...rest } = entry;
    if (!(error instanceof ApiProblem && error.code === "idempotent_call_running")) return this.wait(rest, error);
    const since = runningSince ?? this.parts.now();
    if (this.parts.now() - since <= longestRun) return this.wait({ ...rest, runningSince: since }, error);
    this.change({ ...rest, state: "stale", runningSince: since });
    return true;
  }

  private wait(entry: Outgoing, error: unknown): false {
    const asked = error instanceof ApiProblem && error.retryAfter ? error.retryAfter * 1000 : 0;
    const pause = Math.max(asked, Math.min(longestPause, 1000 * 2 ** Math.min(entry.attempts - 1, 5)));
    this.change({ ...entry, state: "waiting", notBefore: this.parts.now() + pause });
    this.plan(entry.conversationId, pause);
    return false;
  }

  private put(entry: Outgoing): void {
    this.shelf.put(entry);
    const place = this.entries.findIndex((one) => one.id === entry.id);
    this.entries = place < 0 ? [...this.entries, entry] : this.entries.with(place, entry);
    this.tell();
  }

  // What was sent or dropped meanwhile, here or in another tab, does not come back.
  private change(entry: Outgoing): void {
    if (this.shelf.change(entry)) this.put(entry);
    else this.reread();
  }

  private reread(): void {
    this.entries = this.shelf.read();
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function words(error: unknown): { title: string; detail: string } {
  if (!(error instanceof ApiProblem)) return { title: String(error), detail: "" };
  return { title: error.message, detail: error.detail ?? Object.values(error.errors).flat().join(" ") };
}
