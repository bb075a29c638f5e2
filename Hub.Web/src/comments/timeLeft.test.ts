import { describe, expect, it } from "vitest";
import { isUrgent, timeLeft } from "./timeLeft";

const now = Date.parse("2026-11-28T12:00:00Z");
const inMinutes = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

describe("the time that is left", () => {
  it("counts down in hours and minutes until it is over", () => {
    expect(timeLeft(inMinutes(48 * 60), now)).toEqual({ hours: 48, minutes: 0 });
    expect(timeLeft(inMinutes(61.9), now)).toEqual({ hours: 1, minutes: 1 });
    expect(timeLeft(inMinutes(0.5), now)).toEqual({ hours: 0, minutes: 0 });
    expect(timeLeft(inMinutes(-0.1), now)).toBeNull();
  });

  it("is urgent in its last hours", () => {
    expect([7 * 60, 5 * 60].map((minutes) => isUrgent(inMinutes(minutes), now))).toEqual([false, true]);
  });
});
