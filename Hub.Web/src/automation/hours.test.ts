import { expect, it } from "vitest";
import { formOf, hoursOf, isShown, newHoliday, ofField, usualHours } from "./hours";

it("shows what was kept, and keeps what it does not show", () => {
  const kept = {
    timeZone: "Asia/Ho_Chi_Minh",
    weekdays: { monday: [{ from: "08:00", to: "12:00" }] },
    exceptions: [
      { date: "2027-02-06", intervals: [], name: "Tết" },
      { date: "2027-02-05", intervals: [{ from: "08:00", to: "11:00" }], name: null },
    ],
  };
  const form = formOf(kept);
  expect(form.holidays).toMatchObject([{ date: "2027-02-06", name: "Tết" }]);
  expect(form.week.sunday).toEqual([]);
  expect(hoursOf(form, kept.timeZone)).toEqual(kept);
});

it("leaves out days that are closed, and lets the hub say that a holiday lacks its date", () => {
  const form = { ...usualHours(), holidays: [newHoliday("", "Tết")] };
  expect(hoursOf(form, null).exceptions).toEqual([{ date: "", intervals: [], name: "Tết" }]);
  expect(Object.keys(hoursOf(form, null).weekdays ?? {})).not.toContain("sunday");
});

it("tells rows apart that say the same, so that one taken away takes no other's place", () => {
  const { week } = usualHours();
  const ids = [...Object.values(week).flat(), newHoliday(), newHoliday()].map((row) => row.id);
  expect(new Set(ids).size).toBe(ids.length);
});

it("knows which errors have a field to stand at", () => {
  expect(isShown("hours.weekdays.monday[1].from")).toBe(true);
  expect(isShown("teamHours.0199.exceptions[3].name")).toBe(true);
  expect(isShown("hours.timeZone")).toBe(false);
  expect(isShown("hours.exceptions")).toBe(false);
});

it("tells a team's errors from those of the business and of other teams", () => {
  const errors = { "teamHours.a.weekdays.monday[0].to": "x", "teamHours.ab.timeZone": "y", "hours.timeZone": "z" };
  const named = ofField(errors, "teamHours.a");
  expect(named["hours.weekdays.monday[0].to"]).toBe("x");
  expect(named["hours.timeZone"]).toBeUndefined();
});
