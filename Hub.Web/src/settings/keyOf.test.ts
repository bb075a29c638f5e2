import { describe, expect, it } from "vitest";
import { keyOf } from "./keyOf";

describe("the key of a field", () => {
  it("is its name without accents and spaces", () => {
    expect([keyOf("Cỡ áo"), keyOf("  Ngày sinh (dương lịch) "), keyOf("Đã mua?")]).toEqual([
      "co_ao",
      "ngay_sinh_duong_lich",
      "da_mua",
    ]);
  });

  it("begins with a letter and does not end with a stroke, however long the name is", () => {
    expect(keyOf("2. Loại da")).toBe("loai_da");
    expect(keyOf(`${"a".repeat(39)} b`)).toBe("a".repeat(39));
  });
});
