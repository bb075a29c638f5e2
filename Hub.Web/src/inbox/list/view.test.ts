import { describe, expect, it } from "vitest";
import type { View } from "../types";
import type { Directory } from "../useDirectory";
import { isShownView, titleOf } from "./view";

const directory = { labels: new Map(), members: new Map(), teams: new Map(), connections: new Map() } as Directory;
const t = (key: string) => key;
const view = (name: string, query: object) => ({ id: name, name, query, shared: false }) as unknown as View;

describe("a view", () => {
  it("is the one that the list shows, in whatever order its parts stand", () => {
    expect(isShownView({ who: "me", filter: ["hasPhone"] }, { filter: ["hasPhone"], who: "me" })).toBe(true);
    expect(isShownView({ who: "me" }, { who: "me", priority: "high" })).toBe(false);
  });

  it("leaves the status to its tabs unless it names one", () => {
    expect(isShownView({ who: "me" }, { who: "me", status: "resolved" })).toBe(true);
    expect(isShownView({ who: "me", status: "snoozed" }, { who: "me", status: "resolved" })).toBe(false);
    expect(isShownView({ status: "open" }, {})).toBe(true);
  });

  it("names the list, and so does whatever narrows it", () => {
    const views = [view("Khách nóng", { who: "me", priority: "high", filter: null, label: null })]; // as the hub tells it
    expect(titleOf({ who: "me", priority: "high" }, directory, views, t)).toBe("Khách nóng");
    expect(titleOf({ priority: "high" }, directory, views, t)).toBe("action.priority: priority.high");
    expect(titleOf({}, directory, [], t)).toBe("view.everybody");
  });
});
