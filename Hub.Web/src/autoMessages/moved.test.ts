import { expect, it } from "vitest";
import { moved } from "./moved";

it("moves one a place earlier, and the first nowhere", () => {
  expect(moved(["a", "b", "c"], 2)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 0)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 2)).toEqual(["a", "b"]);
});
