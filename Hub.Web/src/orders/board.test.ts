import { describe, expect, it } from "vitest";
import { takes } from "./board";
import type { Order } from "./types";

describe("the board", () => {
  it("takes an order only where the hub lets it go", () => {
    const order = { state: "placed", next: ["paid", "fulfilled", "cancelled"] } as unknown as Order;
    expect(takes(order, "paid")).toBe(true);
    expect(takes(order, "placed")).toBe(false);
    expect(takes(order, "completed")).toBe(false);
    expect(takes(null, "paid")).toBe(false);
  });
});
