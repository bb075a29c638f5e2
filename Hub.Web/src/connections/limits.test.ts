import { describe, expect, it } from "vitest";
import { draftOf, limitsOf, shownLimits, spoken, windowMessagesOf } from "./limits";
import type { Connector } from "./types";

const connector = (limits: Connector["limits"]): Connector => ({
  id: "whatsapp",
  name: "WhatsApp",
  description: null,
  version: "1",
  state: "active",
  problem: null,
  kinds: ["channel"],
  capabilities: [],
  leaves: [],
  returns: [],
  limits,
  permissions: [],
  grant: null,
  settings: [],
  webhookAddress: null,
});

describe("limits of a connection", () => {
  it("are asked for where the connector has one, or the connection was given one", () => {
    const known = connector({ windowHours: 24, textLength: 4096, windowMessages: null });
    expect(shownLimits(known, null)).toEqual(["windowHours", "textLength"]);
    expect(shownLimits(known, { windowMessages: 5 })).toEqual(["windowHours", "windowMessages", "textLength"]);
    expect(shownLimits(connector(null), null)).toEqual([]);
  });

  it("are sent whole, so that an emptied one is the connector's again", () => {
    expect(limitsOf({ windowHours: 12.5, textLength: "" })).toEqual({ windowHours: 12.5 });
    expect(limitsOf({})).toEqual({});
  });

  it("say megabytes and send bytes", () => {
    expect(spoken("mediaBytes", 16_777_216)).toBe(16);
    expect(limitsOf({ mediaBytes: 1.5 })).toEqual({ mediaBytes: 1_572_864 });
    expect(draftOf({ mediaBytes: 1_572_864, batch: 10 })).toEqual({ mediaBytes: 1.5, batch: 10 });
  });
});

it("knows a channel's quota by its limits, not by its name", () => {
  const connectors = [
    { ...connector({ windowMessages: 8 }), id: "zalo" },
    { ...connector({ windowHours: 24 }), id: "tiktok-shop" },
  ];
  expect(windowMessagesOf({ connectorId: "zalo", limits: null }, connectors)).toBe(8);
  expect(windowMessagesOf({ connectorId: "zalo", limits: { windowMessages: 5 } }, connectors)).toBe(5);
  expect(windowMessagesOf({ connectorId: "tiktok-shop", limits: null }, connectors)).toBeNull();
  expect(windowMessagesOf({ connectorId: "gone", limits: {} }, undefined)).toBeNull();
});
