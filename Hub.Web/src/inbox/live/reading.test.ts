import { expect, it } from "vitest";
import { isWorthTelling } from "./reading";

it("is told while something is unread", () => {
  expect(isWorthTelling("a", 2, null)).toBe(true);
  expect(isWorthTelling("a", 0, null)).toBe(false);
  expect(isWorthTelling(undefined, 2, null)).toBe(false);
});

it("is not told again when the hub refused it, until more has come: else the two would never stop", () => {
  const refused = { id: "a", unread: 2 };
  expect(isWorthTelling("a", 2, refused)).toBe(false);
  expect(isWorthTelling("a", 3, refused)).toBe(true);
  expect(isWorthTelling("b", 2, refused)).toBe(true);
});
