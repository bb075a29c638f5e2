import { expect, it } from "vitest";
import { refOf } from "./refOf";

it("makes a ref of a name", () => {
  expect(refOf("Tờ rơi Tết 2027")).toBe("to-roi-tet-2027");
  expect(refOf("  Đèn & nến! ")).toBe("den-nen");
  expect(refOf("商店")).toBe("");
  expect(refOf("a".repeat(80))).toHaveLength(60);
});
