import { expect, it } from "vitest";
import { changed } from "./changed";
import type { Conversation } from "./types";

const row = {
  status: "snoozed",
  snoozedUntil: "2026-11-28T02:00:00Z",
  priority: "high",
  assigneeId: "m",
} as Conversation;

it("wakes a snoozed conversation: it has no time any more", () => {
  expect(changed(row, { status: "open" })).toMatchObject({ status: "open", snoozedUntil: null });
});

it("takes away whom it was assigned to, and leaves what is not named", () => {
  expect(changed(row, { assigneeId: null })).toEqual({ ...row, assigneeId: null });
});

it("snoozes until the time that was chosen", () => {
  const at = "2026-11-29T02:00:00Z";
  expect(
    changed({ ...row, status: "open", snoozedUntil: null }, { status: "snoozed", snoozedUntil: at }),
  ).toMatchObject({
    status: "snoozed",
    snoozedUntil: at,
  });
});
