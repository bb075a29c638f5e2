import { describe, expect, it } from "vitest";
import type { Conversation, TimelineItem } from "../types";
import { addUnknown, hasGap, mergeConversations, mergeTimeline, type Pages } from "./merge";

const at = (minute: number): string => `2026-11-27T10:${String(minute).padStart(2, "0")}:00.000Z`;
const row = (id: string, minute: number, text = ""): Conversation =>
  ({ id, lastActivityAt: at(minute), contactName: text }) as unknown as Conversation;
const item = (id: string, minute: number, text = ""): TimelineItem =>
  ({ id, at: at(minute), kind: "message", message: { id, text } }) as unknown as TimelineItem;
const pages = <T>(next: string | null, ...items: T[][]): Pages<T> => ({
  pages: items.map((part, index) => ({ items: part, next: index === items.length - 1 ? next : "more" })),
  pageParams: items.map(() => null),
});
const ids = (loaded: Pages<{ id: string }>): string =>
  loaded.pages.map((page) => page.items.map((one) => one.id).join("")).join("|");

describe("a list that learns of changes", () => {
  const loaded = pages("more", [row("a", 50), row("b", 40)], [row("c", 30), row("d", 20)]);

  it("moves a conversation up when something happened in it", () => {
    expect(ids(mergeConversations(loaded, ["c"], [row("c", 55)]))).toBe("cab|d");
  });

  it("drops what no longer fits the view", () => {
    expect(ids(mergeConversations(loaded, ["b"], []))).toBe("a|cd");
  });

  it("takes in what is new, and leaves to the next page what is older than all that is loaded", () => {
    expect(ids(mergeConversations(loaded, ["x", "y"], [row("x", 35), row("y", 5)]))).toBe("ab|xcd");
  });

  it("takes in the oldest too once everything is loaded", () => {
    expect(ids(mergeConversations(pages(null, [row("a", 50)]), ["y"], [row("y", 5)]))).toBe("ay");
  });

  it("never shows one twice, and changes nothing that it was given", () => {
    const merged = mergeConversations(loaded, ["a"], [row("a", 50, "new")]);
    expect(ids(merged)).toBe("ab|cd");
    expect(merged.pages[0]?.items[0]?.contactName).toBe("new");
    expect(loaded.pages[0]?.items[0]?.contactName).toBe("");
  });
});

describe("a thread that learns of changes", () => {
  const loaded = pages("more", [item("e", 50), item("d", 40)], [item("c", 30)]);

  it("changes a message in place", () => {
    const merged = mergeTimeline(loaded, [item("d", 40, "read")]);
    expect(ids(merged)).toBe("ed|c");
    expect(merged.pages[0]?.items[1]?.message?.text).toBe("read");
  });

  it("leaves alone what is as it was", () => {
    const merged = mergeTimeline(loaded, [item("e", 50), item("d", 40, "read")]);
    expect(merged.pages[0]?.items[0]).toBe(loaded.pages[0]?.items[0]);
  });

  it("puts a message where the platform's own time belongs", () => {
    expect(ids(mergeTimeline(loaded, [item("e", 35)]))).toBe("d|ec");
  });

  it("takes in new ones at the newest end, and late ones in their place", () => {
    expect(ids(mergeTimeline(loaded, [item("f", 55), item("x", 45)]))).toBe("fexd|c");
  });

  it("keeps what it knows when an old answer comes late", () => {
    const merged = addUnknown(loaded, [item("d", 40, "queued"), item("f", 55)]);
    expect(ids(merged)).toBe("fed|c");
    expect(merged.pages[0]?.items[2]?.message?.text).toBe("");
  });

  it("leaves entries older than all that is loaded to the next page", () => {
    expect(ids(mergeTimeline(loaded, [item("a", 1)]))).toBe("ed|c");
  });

  it("knows when it may have missed something", () => {
    expect(hasGap(loaded, { items: [item("z", 59)], next: "more" })).toBe(true);
    expect(hasGap(loaded, { items: [item("z", 59), item("e", 50)], next: "more" })).toBe(false);
    expect(hasGap(loaded, { items: [item("z", 59)], next: null })).toBe(false);
  });
});
