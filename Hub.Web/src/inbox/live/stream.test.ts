import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Stream } from "./stream";

/** A connection that the test opens, breaks and speaks through. */
class FakeSource {
  readyState = 0;
  isClosed = false;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  private readonly listeners = new Map<string, (event: { data: string }) => void>();

  addEventListener = (type: string, listener: (event: { data: string }) => void) =>
    void this.listeners.set(type, listener);
  close = () => {
    this.isClosed = true;
  };

  begin(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  /** @param isOver when the browser will not try again by itself */
  fail(isOver: boolean): void {
    this.readyState = isOver ? 2 : 0;
    this.onerror?.();
  }

  say = (type: string, data: object) => this.listeners.get(type)?.({ data: JSON.stringify(data) });
}

let sources: FakeSource[];
let heard: string[];
let stream: Stream;
const last = (): FakeSource => sources.at(-1) as FakeSource;

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  heard = [];
  stream = new Stream(() => {
    sources.push(new FakeSource());
    return last() as unknown as EventSource;
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const listen = () => stream.listen((type, data) => void heard.push(`${type} ${data.conversationId ?? ""}`.trim()));

it("asks for everything anew when it opens: something may have happened while there was no stream", () => {
  listen();
  last().begin();
  last().say("conversation.changed", { conversationId: "c" });
  expect(heard).toEqual(["resync", "conversation.changed c"]);
});

it("goes on where it was when the browser itself connects again", () => {
  listen();
  last().begin();
  last().fail(false);
  expect(stream.state()).toBe("down");
  last().begin();
  expect(stream.state()).toBe("live");
  expect(heard).toEqual(["resync"]);
  expect(sources).toHaveLength(1);
});

it("makes a new connection after an answer that was no stream, even when none was ever open, and asks anew each time", () => {
  listen();
  last().fail(true);
  vi.advanceTimersByTime(1000);
  last().begin();
  expect(heard).toEqual(["resync"]);
  last().fail(true);
  vi.advanceTimersByTime(1000);
  last().begin();
  expect(heard).toEqual(["resync", "resync"]);
  expect(sources).toHaveLength(3);
});

it("waits longer after each failure", () => {
  listen();
  for (const pause of [1000, 2000, 4000]) {
    const before = sources.length;
    last().fail(true);
    vi.advanceTimersByTime(pause - 1);
    expect(sources).toHaveLength(before);
    vi.advanceTimersByTime(1);
    expect(sources).toHaveLength(before + 1);
  }
});

it("is closed when nobody listens any more", () => {
  const stop = listen();
  const other = listen();
  stop();
  expect(last().isClosed).toBe(false);
  other();
  expect(last().isClosed).toBe(true);
});
