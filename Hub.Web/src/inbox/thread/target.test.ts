import { expect, it } from "vitest";
import { nextStep } from "./target";

const search = { isSought: true, isFound: false, isBusy: false, mayHaveMore: true, pages: 1 };

it("looks for a message page after page, and shows it once it is there", () => {
  expect(nextStep(search)).toBe("older");
  expect(nextStep({ ...search, isBusy: true })).toBe("wait");
  expect(nextStep({ ...search, isFound: true, isBusy: true })).toBe("show");
});

it("gives up where there is no more, and after very many pages", () => {
  expect(nextStep({ ...search, mayHaveMore: false })).toBe("giveUp");
  expect(nextStep({ ...search, pages: 100 })).toBe("giveUp");
});

it("does nothing when nothing is looked for", () => {
  expect(nextStep({ ...search, isSought: false })).toBe("wait");
});
