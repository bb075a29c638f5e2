import { expect, it } from "vitest";
import { orphansOf } from "./useDrafts";

it("shows what was written to a comment that has gone, where it was written", () => {
  const drafts = {
    here: { shelf: "waiting", text: "100k" },
    gone: { shelf: "waiting", text: "200k" },
    empty: { shelf: "waiting", text: " " },
    elsewhere: { shelf: "closed", text: "300k" },
  } as const;
  expect(orphansOf(drafts, "waiting", [{ id: "here" }])).toEqual([["gone", "200k"]]);
  expect(orphansOf(drafts, "closed", [{ id: "elsewhere" }])).toEqual([]);
});
