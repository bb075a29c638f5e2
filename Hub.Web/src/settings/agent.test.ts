import { describe, expect, it } from "vitest";
import { deviceOf } from "./agent";

describe("a device", () => {
  it("is named by its browser and its system", () => {
    const edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0";
    expect(deviceOf(edge)).toEqual({ name: "Edge · Windows", isPhone: false });
  });

  it("is a phone when it says so", () => {
    const phone =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1";
    expect(deviceOf(phone)).toEqual({ name: "Safari · iOS", isPhone: true });
  });

  it("has no name when it says nothing", () => {
    expect(deviceOf(null)).toEqual({ name: null, isPhone: false });
  });
});
