import { expect, it } from "vitest";
import { formOf, hoursOf, ofField, usualHours } from "./hours";

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
  expect(form.holidays).toEqual([{ date: "2027-02-06", name: "Tết" }]);
  expect(form.week.sunday).toEqual([]);
  expect(hoursOf(form, kept.timeZone)).toEqual(kept);
});

it("leaves out days that are closed and holidays without a date", () => {
  const form = { ...usualHours(), holidays: [{ date: "", name: "?" }] };
  expect(hoursOf(form, null)).toMatchObject({ exceptions: [] });
  expect(Object.keys(hoursOf(form, null).weekdays ?? {})).not.toContain("sunday");
});

it("tells a team's errors from those of the business and of other teams", () => {
  const errors = { "teamHours.a.weekdays.monday[0].to": "x", "teamHours.ab.timeZone": "y", "hours.timeZone": "z" };
  const named = ofField(errors, "teamHours.a");
  expect(named["hours.weekdays.monday[0].to"]).toBe("x");
  expect(named["hours.timeZone"]).toBeUndefined();
});
