import { describe, expect, it } from "vitest";
import { daysOf, isSpan, momentsOf, readFunnelSearch } from "./span";

const now = new Date(2026, 10, 28, 15, 30);

describe("the days that a funnel counts", () => {
  it("are the last thirty, today among them", () => {
    expect(daysOf({}, now)).toEqual({ from: "2026-10-30", to: "2026-11-28" });
    expect(daysOf({ days: 7 }, now)).toEqual({ from: "2026-11-22", to: "2026-11-28" });
  });

  it("end with the last moment of the last day", () => {
    const { from, to } = momentsOf({ from: "2026-11-28", to: "2026-11-28" });
    expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000);
  });

  it("are read from an address that may say anything", () => {
    expect(readFunnelSearch({ days: 7, connection: 12 })).toEqual({ days: 7, connection: "12" });
    expect(readFunnelSearch({ from: "2026-01-05", to: "2026-01-01" })).toEqual({});
    expect(readFunnelSearch({ from: "2026-01-01", to: "2026-01-05", days: 7 })).toEqual({
      from: "2026-01-01",
      to: "2026-01-05",
    });
    expect(isSpan("2024-01-01", "2026-01-01")).toBe(false);
  });
});
