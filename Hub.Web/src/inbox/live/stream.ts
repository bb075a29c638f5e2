import type { Schemas } from "~/api/client";

export type FeedType =
  | "conversation.changed"
  | "message.changed"
  | "note.added"
  | "presence"
  | "contact.changed"
  | "connection.changed"
  | "delivery.changed"
  | "notification.changed"
  | "comment.changed"
  | "short_link.changed"
  | "resync";

/** What an event carries: the ids that belong to its kind. */
export type FeedData = Omit<Partial<Schemas["FeedData"]>, "state"> & { state?: Schemas["PresenceState"] };

export type FeedListener = (type: FeedType, data: FeedData) => void;
export type Connected = "live" | "connecting" | "down";

const types: FeedType[] = [
  "conversation.changed",
  "message.changed",
  "note.added",
  "presence",
  "contact.changed",
  "connection.changed",
  "delivery.changed",
  "notification.changed",
  "comment.changed",
  "short_link.changed",
  "resync",
];
const address = "/api/v1/events";
const longestPause = 30_000;
const closed = 2; // EventSource.CLOSED

/**
 * The hub's events. A broken connection resumes by itself where it was (Last-Event-ID). A new one cannot know what happened before it
 * was there: once it is open, listeners hear `resync` and ask for everything anew.
 */
export class Stream {
  private readonly listeners = new Set<FeedListener>();
  private readonly watchers = new Set<() => void>();
  private source: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private connected: Connected = "connecting";

  constructor(private readonly connect: (address: string) => EventSource = (from) => new EventSource(from)) {}

  readonly state = (): Connected => this.connected;

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  listen(listener: FeedListener): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.open();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.close();
    };
  }

  private open(): void {
    const source = this.connect(address);
    this.source = source;
    let isNew = true;
    source.onopen = () => {
      this.failures = 0;
      this.become("live");
      if (isNew) this.tell("resync", {});
      isNew = false;
    };
    source.onerror = () => {
      this.become("down");
      if (source.readyState !== closed) return; // the browser tries again, and resumes
      // An answer that was no stream, such as 503 at a restart: from where to resume is forgotten with this object.
      this.source = undefined;
      this.timer = setTimeout(() => this.open(), Math.min(longestPause, 1000 * 2 ** Math.min(this.failures++, 5)));
    };
    for (const type of types)
      source.addEventListener(type, (event) => this.hear(type, (event as MessageEvent<string>).data));
  }

  private close(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
    this.failures = 0;
    this.become("connecting");
  }

  private hear(type: FeedType, text: string): void {
    this.tell(type, text ? (JSON.parse(text) as FeedData) : {});
  }

  private tell(type: FeedType, data: FeedData): void {
    for (const listener of this.listeners) listener(type, data);
  }

  private become(state: Connected): void {
    if (state === this.connected) return;
    this.connected = state;
    for (const watcher of this.watchers) watcher();
  }
}

export const stream = new Stream();
