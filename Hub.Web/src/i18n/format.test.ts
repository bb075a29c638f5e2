import i18next from "i18next";
import { beforeEach, describe, expect, it } from "vitest";
import { ago, marks, since } from "./format";

const now = Date.parse("2026-11-27T12:00:00Z");
const minutesAgo = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

describe("how long ago", () => {
  beforeEach(() => i18next.init({ lng: "vi", resources: {} }));

  it("is short in a list and a whole phrase elsewhere", async () => {
    expect([ago(minutesAgo(5), now), since(minutesAgo(5), now)]).toEqual(["5 phút", "5 phút trước"]);
    await i18next.changeLanguage("en");
    expect([ago(minutesAgo(125), now), since(minutesAgo(125), now)]).toEqual(["2h", "2h ago"]);
  });

  it("is no number when it was just now, and a day when it was long ago", () => {
    expect(since(minutesAgo(0), now)).toBe("vừa xong");
    expect(since(minutesAgo(10 * 24 * 60), now)).toBe(ago(minutesAgo(10 * 24 * 60), now));
  });
});

describe("a number that is typed", () => {
  it("has the marks of the language", async () => {
    await i18next.init({ lng: "vi", resources: {} });
    expect(marks()).toEqual({ thousandSeparator: ".", decimalSeparator: "," });
    await i18next.changeLanguage("en");
    expect(marks()).toEqual({ thousandSeparator: ",", decimalSeparator: "." });
  });
});
