import { expect, it } from "vitest";
import { allowedDeeds } from "./keys";

const deeds = (permissions: string[], isOpen: boolean) =>
  allowedDeeds((permission) => permissions.includes(permission), isOpen).map(({ deed }) => deed);

it("lets whoever only reads move and search", () => {
  expect(deeds([], true)).toEqual(["next", "previous", "search", "panel", "help"]);
  expect(deeds(["conversations.write"], false)).toEqual(["next", "previous", "search", "help"]);
});

it("lets write to the contact and change the conversation by what each needs", () => {
  expect(deeds(["messages.send"], true)).toContain("reply");
  expect(deeds(["messages.send"], true)).not.toContain("note");
  expect(deeds(["conversations.write"], true)).toEqual(expect.arrayContaining(["note", "assign", "resolve"]));
});

it("gives every key one meaning", () => {
  const keys = allowedDeeds(() => true, true).map((one) => one.keys);
  expect(new Set(keys).size).toBe(keys.length);
});
