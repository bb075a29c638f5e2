import { describe, expect, it } from "vitest";
import { ticked } from "./asked";

describe("which accounts are ticked when they are to be chosen", () => {
  const accounts = [{ accountId: "1" }, { accountId: "2" }];

  it("is the one that somebody came for", () => {
    expect(ticked(accounts, "whatsapp", { connectorId: "whatsapp", accountId: "2" })).toEqual([{ accountId: "2" }]);
  });

  it("is none of several that nobody named, and none of another connector's", () => {
    expect(ticked(accounts, "whatsapp", { connectorId: "whatsapp" })).toEqual([]);
    expect(ticked(accounts, "whatsapp", { connectorId: "messenger", accountId: "2" })).toEqual([]);
  });

  it("is the only one there is", () => {
    expect(ticked(accounts.slice(0, 1), "whatsapp", null)).toEqual([{ accountId: "1" }]);
  });
});
