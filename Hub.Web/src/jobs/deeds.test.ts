import { describe, expect, it } from "vitest";
import { isOf, mayReplayAll, maySkip, ofCause, placesOf } from "./deeds";
import type { Cause, Delivery } from "./types";

const cause = (outcome: string | null, code: string | null) =>
  ({ connectionId: "c", kind: "syncOrder", outcome, code, count: 3 }) as Cause;
const delivery = (outcome: string | null, code: string | null) => ({ outcome, code }) as Delivery;

describe("a group of deliveries", () => {
  it("is named by what was answered too, also when that had no code", () => {
    expect(ofCause(cause("Transient", null))).toEqual({
      connectionId: "c",
      kind: "syncOrder",
      outcome: "Transient",
      code: null,
    });
  });

  it("holds what was answered alike, and nothing else of its lane", () => {
    expect(isOf(cause("Rejected", "131009"), delivery("Rejected", "131009"))).toBe(true);
    expect(isOf(cause("Rejected", null), delivery("Rejected", "131009"))).toBe(false);
    expect(isOf(cause("Transient", null), delivery("Unknown", null))).toBe(false);
  });
});

describe("what has ended with its connection", () => {
  it("is not replayed", () => {
    const revoke = { ...cause("Rejected", "line/endpoint-stays"), kind: "revoke" } as Cause;
    expect(mayReplayAll(cause("Rejected", null), { state: "active" })).toBe(true);
    expect(mayReplayAll(cause("Rejected", null), undefined)).toBe(true);
    expect(mayReplayAll(cause("Rejected", null), { state: "disconnected" })).toBe(false);
    expect(mayReplayAll(revoke, { state: "active" })).toBe(false);
  });
});

describe("one delivery", () => {
  it("leads to the pages of what it is about, the nearest first", () => {
    const nowhere = { orderId: null, bookingId: null, conversationId: null, contactId: null };
    const places = (ids: Partial<Delivery>) =>
      placesOf({ ...nowhere, ...ids } as Delivery).map(({ kind, id }) => kind + id);
    expect(places({ conversationId: "1", contactId: "2" })).toEqual(["conversation1", "contact2"]);
    expect(places({ orderId: "3", conversationId: "1", contactId: "2" })[0]).toBe("order3");
    expect(places({})).toEqual([]);
  });

  it("is skipped while it is open", () => {
    const states = ["dead", "unknown", "owed", "started", "done", "cancelled"] as const;
    expect(states.filter(maySkip)).toEqual(["dead", "unknown", "owed"]);
  });
});
