import { describe, expect, it } from "vitest";
import { instantOf, isSaidTwice, rangeOf, wallOf } from "./zone";

const berlin = "Europe/Berlin"; // skips 2 to 3 on 2026-03-29, shows 2 to 3 twice on 2026-10-25
const at = (day: string, hours: number, minutes = 0, zone = berlin): string =>
  instantOf({ day, minutes: hours * 60 + minutes }, zone).toISOString();

describe("the clock on the wall", () => {
  it("is the business's, not the browser's", () => {
    expect(wallOf("2026-11-27T18:30:00Z", "Asia/Ho_Chi_Minh")).toEqual({ day: "2026-11-28", minutes: 90 });
    expect(at("2026-11-28", 1, 30, "Asia/Ho_Chi_Minh")).toBe("2026-11-27T18:30:00.000Z");
    expect(at("2026-11-28", 0, 0, "America/New_York")).toBe("2026-11-28T05:00:00.000Z");
    expect(at("2026-11-28", 0, 0, "Pacific/Kiritimati")).toBe("2026-11-27T10:00:00.000Z");
  });

  it("comes back from every quarter of an hour around its changes", () => {
    for (const day of ["2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2026-10-26"])
      for (let minutes = 0; minutes < 24 * 60; minutes += 15) {
        const isSkipped = day === "2026-03-29" && minutes >= 120 && minutes < 180;
        if (!isSkipped) expect(wallOf(instantOf({ day, minutes }, berlin), berlin)).toEqual({ day, minutes });
      }
  });

  it("takes a time that it skips for as much later, and of two that it shows the first", () => {
    expect(at("2026-03-29", 2, 30)).toBe("2026-03-29T01:30:00.000Z");
    expect(wallOf("2026-03-29T01:30:00Z", berlin)).toEqual({ day: "2026-03-29", minutes: 210 });
    expect(at("2026-10-25", 2, 30)).toBe("2026-10-25T00:30:00.000Z");
    expect(isSaidTwice("2026-10-25T00:30:00Z", ["2026-10-25T01:30:00Z"], berlin)).toBe(true);
    expect(isSaidTwice("2026-10-25T02:30:00Z", ["2026-10-25T02:30:00Z", "2026-10-25T03:30:00Z"], berlin)).toBe(false);
  });

  it("has days of 23 and of 25 hours", () => {
    const hours = (day: string): number => {
      const { from, to } = rangeOf([day], berlin);
      return (Date.parse(to) - Date.parse(from)) / 3_600_000;
    };
    expect(["2026-03-29", "2026-10-25", "2026-10-26"].map(hours)).toEqual([23, 25, 24]);
    expect(rangeOf(["2026-10-19", "2026-10-25"], berlin)).toEqual({
      from: "2026-10-18T22:00:00.000Z",
      to: "2026-10-25T23:00:00.000Z",
    });
  });

  it("knows midnights that there are not", () => {
    // Lebanon's clocks go from 0 to 1 at night: the day begins at 1.
    expect(wallOf(at("2026-03-29", 0, 0, "Asia/Beirut"), "Asia/Beirut")).toEqual({ day: "2026-03-29", minutes: 60 });
  });
});
