import { expect, it } from "vitest";
import { cleaned, isReady } from "./template";

it("needs a name, a language and every value that it counts", () => {
  expect(isReady({ name: "giao_hang", language: "vi", parameters: ["Mai", "2"] })).toBe(true);
  expect(isReady({ name: "giao_hang", language: "vi", parameters: [] })).toBe(true);
  expect(isReady({ name: " ", language: "vi", parameters: [] })).toBe(false);
  expect(isReady({ name: "giao_hang", language: "vi", parameters: ["", "2"] })).toBe(false);
});

it("keeps a value as one, whatever stands in it", () => {
  expect(cleaned({ name: " a ", language: "vi ", parameters: [" 1 | 2 "] })).toEqual({
    name: "a",
    language: "vi",
    parameters: ["1 | 2"],
  });
});
