import { describe, expect, it } from "vitest";
import { isOf, mayReplay, maySkip, ofCause, recordOf } from "./deeds";
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

describe("one delivery", () => {
  it("leads to the page of what it is about, where there is one", () => {
    expect((["syncContact", "syncOrder", "syncBooking", "poll"] as const).map(recordOf)).toEqual([
      "contact",
      "order",
      "booking",
      null,
    ]);
  });

  it("is replayed when it ended badly or was set aside, and skipped while it is open", () => {
    const states = ["dead", "unknown", "owed", "started", "done", "cancelled"] as const;
    expect(states.filter(mayReplay)).toEqual(["dead", "unknown", "cancelled"]);
    expect(states.filter(maySkip)).toEqual(["dead", "unknown", "owed"]);
  });
});
