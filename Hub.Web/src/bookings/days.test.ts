import { describe, expect, it } from "vitest";
import { addDays, isDay, shownDays, stepped, weekdayOf } from "./days";
import { readBookingsSearch } from "./search";

describe("days on the wall", () => {
  it("begin the week on Monday", () => {
    expect(weekdayOf("2026-11-30")).toBe(0);
    expect(shownDays("week", "2026-11-29")).toEqual([23, 24, 25, 26, 27, 28, 29].map((day) => `2026-11-${day}`));
  });

  it("show a month with its first and last week whole", () => {
    const month = shownDays("month", "2026-11-15");
    expect([month[0], month.at(-1), month.length]).toEqual(["2026-10-26", "2026-12-06", 42]);
    expect(shownDays("month", "2027-02-01")).toHaveLength(28); // begins on a Monday
    expect(shownDays("month", "2026-03-31").at(-1)).toBe("2026-04-05");
  });

  it("go on by days, weeks and months, over years and short months", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(stepped("day", "2028-02-28", 1)).toBe("2028-02-29");
    expect(stepped("week", "2026-11-28", -1)).toBe("2026-11-21");
    expect(stepped("month", "2026-01-31", 1)).toBe("2026-02-28");
    expect(stepped("month", "2026-01-15", -1)).toBe("2025-12-15");
  });

  it("are only those that there are", () => {
    expect(["2026-02-30", "2026-13-01", "28-11-2026", "", 20261128, "9999-12-31"].filter(isDay)).toEqual([]);
    expect(isDay("2028-02-29")).toBe(true);
  });

  it("are in the address only when they are not the usual ones", () => {
    expect(readBookingsSearch({ view: "day", day: "2026-02-30", state: "rescheduled", new: "yes" })).toEqual({});
    expect(readBookingsSearch({ view: "month", day: "2026-02-28", state: "noShow", service: 7 })).toEqual({
      view: "month",
      day: "2026-02-28",
      state: "noShow",
      service: "7",
    });
  });
});
