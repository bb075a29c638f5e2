import { describe, expect, it } from "vitest";
import { meterOf } from "./meter";

const now = Date.parse("2026-11-27T10:00:00Z");
const hour = 60 * 60_000;
const window = (hours: number | null, messagesLeft: number | null, isOpen = true) => ({
  isOpen,
  closesAt: hours === null ? null : new Date(now + hours * hour).toISOString(),
  messagesLeft,
});

describe("the window meter", () => {
  it("says nothing where the channel has no window", () => {
    expect(meterOf(window(null, null), now).tone).toBe("none");
    expect(meterOf(null, now).tone).toBe("none");
  });

  it("counts time and messages", () => {
    expect(meterOf(window(47.5, 9), now)).toEqual({ tone: "open", time: 47.5 * hour, left: 9 });
  });

  it("warns two hours before the end, and when few messages are left", () => {
    expect(meterOf(window(1.9, null), now).tone).toBe("soon");
    expect(meterOf(window(20, 2), now).tone).toBe("soon");
    expect(meterOf(window(20, 3), now).tone).toBe("open");
  });

  it("is closed once the time is over, even before the hub has said so", () => {
    expect(meterOf(window(-0.1, 5), now).tone).toBe("closed");
    expect(meterOf(window(5, 0), now).tone).toBe("closed");
    expect(meterOf(window(5, 5, false), now).tone).toBe("closed");
  });
});
