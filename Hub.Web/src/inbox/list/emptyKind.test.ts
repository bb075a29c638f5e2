import { expect, it } from "vitest";
import { emptyKind } from "./emptyKind";

it("says first that no channel is there", () => {
  expect(emptyKind({ q: "mai" }, false)).toBe("noConnections");
});

it("tells words that were not found from filters that leave nothing", () => {
  expect(emptyKind({ q: "mai" }, true)).toBe("noWords");
  expect(emptyKind({ q: "mai", filter: ["hasPhone"] }, true)).toBe("noMatch");
  expect(emptyKind({ q: "mai", who: "me" }, true)).toBe("noMatch");
  expect(emptyKind({ priority: "high" }, true)).toBe("noMatch");
});

it("teaches what each tab is for", () => {
  expect(emptyKind({}, true)).toBe("allDone");
  expect(emptyKind({ status: "snoozed" }, true)).toBe("noSnoozed");
  expect(emptyKind({ status: "pending", who: "me" }, true)).toBe("noPending");
  expect(emptyKind({ who: "me" }, true)).toBe("noneOfMine");
});
