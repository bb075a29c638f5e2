import { describe, expect, it } from "vitest";
import { refusalOf, takes } from "./board";
import type { Order } from "./types";

describe("the board", () => {
  it("takes an order only where the hub lets it go", () => {
    const order = { state: "placed", next: ["paid", "fulfilled", "cancelled"] } as unknown as Order;
    expect(takes(order, "paid")).toBe(true);
    expect(takes(order, "placed")).toBe(false);
    expect(takes(order, "completed")).toBe(false);
    expect(takes(null, "paid")).toBe(false);
  });

  it("says why it takes an order nowhere else", () => {
    const order = (state: string, next: string[], due = 0) => ({ state, next, due }) as unknown as Order;
    const placed = order("placed", ["paid", "fulfilled", "cancelled"]);
    expect(refusalOf(placed, "paid")).toBe(null);
    expect(refusalOf(placed, "placed")).toBe(null);
    expect(refusalOf(placed, "draft")).toBe("toDraft");
    expect(refusalOf(placed, "completed")).toBe("shipFirst");
    expect(refusalOf(order("draft", ["placed", "cancelled"]), "paid")).toBe("placeFirst");
    expect(refusalOf(order("paid", ["fulfilled"]), "placed")).toBe("back");
    expect(refusalOf(order("completed", ["refunded"]), "paid")).toBe("isOver");
    expect(refusalOf(order("fulfilled", ["completed"]), "paid")).toBe("isPaid");
    expect(refusalOf(order("fulfilled", ["completed"], 100), "paid")).toBe(null); // its money is written down
  });
});
