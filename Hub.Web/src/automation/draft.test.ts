import { expect, it } from "vitest";
import { actionTypes, draftOf, joined, moved, newAction, newDraft, requestOf } from "./draft";
import type { BackTestPage, Rule } from "./types";

it("begins with the usual deed of each kind", () => {
  expect(newDraft("filter").actions).toMatchObject([{ type: "bin" }]);
  expect(newDraft("keywordReply")).toMatchObject({ trigger: "message", coolDownMinutes: 60 });
  expect(newDraft("autoReply").trigger).toBe("firstContact");
  for (const kind of ["filter", "keywordReply", "autoReply", "rule"] as const)
    expect(actionTypes[kind]).toContain(newDraft(kind).actions[0]?.type);
});

it("sends of an action only what belongs to its type", () => {
  const draft = {
    ...newDraft("rule"),
    name: " Hỏi giá ",
    actions: [
      newAction({ type: "addLabel", labelId: "l1", text: "left over" }),
      newAction({ type: "note", text: "x", labelId: "l1" }),
      newAction({ type: "reportLead", text: "left over" }),
    ],
  };
  expect(requestOf(draft)).toMatchObject({
    name: "Hỏi giá",
    actions: [{ type: "addLabel", labelId: "l1" }, { type: "note", text: "x" }, { type: "reportLead" }],
  });
});

it("keeps labels and statuses only where they set the rule off", () => {
  const draft = { ...newDraft("rule"), conditions: { labelIds: ["l1"], statuses: ["resolved" as const] } };
  expect(requestOf({ ...draft, trigger: "labelAdded" }).conditions).toMatchObject({ labelIds: ["l1"], statuses: [] });
  expect(requestOf({ ...draft, trigger: "statusChanged" }).conditions).toMatchObject({
    labelIds: [],
    statuses: ["resolved"],
  });
  expect(requestOf(draft).conditions).toMatchObject({ labelIds: [], statuses: [] });
});

it("lets a rule that cannot be read be written anew", () => {
  const broken = { ...newDraft("keywordReply"), actions: [], isBroken: true } as unknown as Rule;
  expect(draftOf(broken).actions).toMatchObject([{ type: "reply" }]);
});

it("adds up the pages of a back-test", () => {
  const page = (hits: number, next: string | null): BackTestPage => ({
    read: 10,
    hits,
    tooSlow: 0,
    withOrder: 1,
    falseHits: 1,
    samples: [{ messageId: `m${hits}`, conversationId: "c", at: "2026-11-28T00:00:00Z", text: null, isFalse: true }],
    days: [{ day: "2026-11-28", hits, falseHits: 1 }],
    ads: [{ adId: null, hits, falseHits: 1 }],
    next,
  });
  const all = joined(joined(null, page(2, "x")), page(3, null));
  expect(all).toMatchObject({ read: 20, hits: 5, withOrder: 2, falseHits: 2, next: null });
  expect(all).toMatchObject({ days: [{ hits: 5, falseHits: 2 }], ads: [{ hits: 5, falseHits: 2 }] });
  expect(all.samples).toHaveLength(2);
});

it("brings a rule before or behind its neighbour", () => {
  const rules = ["a", "b", "c"].map((id) => ({ id }));
  expect(moved(rules, "b", -1)).toEqual(["b", "a", "c"]);
  expect(moved(rules, "a", 1)).toEqual(["b", "a", "c"]);
  expect(moved(rules, "a", -1)).toEqual(["a", "b", "c"]);
  expect(moved(rules, "c", 1)).toEqual(["a", "b", "c"]);
});

it("keeps each action its own row when one before it goes, and sends none of that", () => {
  const actions = [newAction({ type: "addLabel" }), newAction({ type: "note", text: "x" })];
  expect(new Set(actions.map((action) => action.row)).size).toBe(2);
  expect(requestOf({ ...newDraft("rule"), actions: actions.slice(1) }).actions).toEqual([{ type: "note", text: "x" }]);
});
