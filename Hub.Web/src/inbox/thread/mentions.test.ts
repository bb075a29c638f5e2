import { expect, it } from "vitest";
import { mentionParts } from "./mentions";

it("sets names apart, the longer one first", () => {
  const parts = mentionParts("@Mai Anh gọi @Mai nhé", ["Mai", "Mai Anh"]);
  expect(parts.filter((part) => part.isName)).toEqual([
    { from: 0, text: "@Mai Anh", isName: true },
    { from: 13, text: "@Mai", isName: true },
  ]);
  expect(parts.map((part) => part.text).join("")).toBe("@Mai Anh gọi @Mai nhé");
});

it("takes a name for words, whatever stands in it", () => {
  expect(mentionParts("@A.B (x) ok", ["A.B (x)"]).filter((part) => part.isName)).toHaveLength(1);
  expect(mentionParts("@AxB", ["A.B"]).filter((part) => part.isName)).toHaveLength(0);
  expect(mentionParts("chào", [])).toEqual([{ from: 0, text: "chào", isName: false }]);
});
