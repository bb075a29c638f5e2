import { expect, it } from "vitest";
import { troubles, whyNotRead } from "./health";
import type { Health } from "./types";

const well: Health = {
  connectionId: "c",
  lastEventAt: null,
  silentSince: null,
  pendingSince: null,
  tokenExpiresAt: null,
  subscription: null,
  reading: null,
  owed: 3,
  owedInAll: 3,
  oldestOwedAt: null,
  failingSince: null,
  nextRetryAt: null,
  waitsUntil: null,
  isUnanswered: false,
  dead: 0,
  inDoubt: 0,
  recentDone: 0,
  recentFailed: 0,
};

it("names what is wrong with a connection that is called active", () => {
  const at = "2026-11-28T10:00:00Z";
  expect(troubles({ state: "active" }, undefined)).toEqual([]);
  expect(troubles({ state: "active" }, well)).toEqual([]);
  expect(troubles({ state: "active" }, { ...well, failingSince: at })).toEqual(["failing"]);
  expect(troubles({ state: "active" }, { ...well, failingSince: at, isUnanswered: true, silentSince: at })).toEqual([
    "unanswered",
    "silent",
  ]);
  expect(troubles({ state: "disconnected" }, { ...well, isUnanswered: true })).toEqual([]);
});

it("tells a missing permission from an answer that did not come", () => {
  expect(whyNotRead("hubspot/may-not-read-orders")).toBe("reading.scopeText");
  expect(whyNotRead("hubspot/http-503")).toBe("reading.failingText");
  expect(whyNotRead("mostly_gone")).toBe("reading.emptiedText");
});
