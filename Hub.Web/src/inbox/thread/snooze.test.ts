import { expect, it } from "vitest";
import { snoozeTimes } from "./snooze";

const at = (now: Date, name: string) => snoozeTimes(now).find((time) => time.name === name)?.at;

it("comes back in the morning, and never in the past", () => {
  const friday = new Date(2026, 10, 27, 10, 30);
  expect(at(friday, "tomorrow")).toEqual(new Date(2026, 10, 28, 9));
  expect(at(friday, "monday")).toEqual(new Date(2026, 10, 30, 9));
  expect(at(friday, "evening")).toEqual(new Date(2026, 10, 27, 18));
  expect(at(new Date(2026, 10, 30, 8), "monday")).toEqual(new Date(2026, 11, 7, 9));
  expect(at(new Date(2026, 11, 31, 23), "tomorrow")).toEqual(new Date(2027, 0, 1, 9));
  for (let hour = 0; hour < 24 * 7; hour++) {
    const now = new Date(2026, 10, 23, hour);
    for (const time of snoozeTimes(now)) expect(time.at.getTime()).toBeGreaterThan(now.getTime());
  }
});
