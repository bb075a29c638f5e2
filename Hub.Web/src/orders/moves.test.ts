import { expect, it } from "vitest";
import { isAsked, moneyOf, movesOf, voided } from "./moves";
import type { Order } from "./types";

const order = (part: Partial<Order>): Order => ({ due: 0, held: 0, next: [], payments: [], ...part }) as Order;

it("asks before money moves and before an order ends", () => {
  expect((["placed", "paid", "fulfilled", "completed", "cancelled", "refunded"] as const).filter(isAsked)).toEqual([
    "paid",
    "cancelled",
    "refunded",
  ]);
});

it("records the rest of the money with the move, and offers it for what has left unpaid", () => {
  expect(moneyOf(order({ due: 40_000, held: 60_000 }), "paid")).toEqual({ kind: "payments", amount: 40_000 });
  expect(moneyOf(order({ held: 60_000 }), "refunded")).toEqual({ kind: "refunds", amount: 60_000 });
  expect(moneyOf(order({ due: 40_000, held: 60_000 }), "cancelled")).toBeNull();
  expect(movesOf(order({ state: "fulfilled", due: 1, next: ["completed"] }))).toEqual(["paid", "completed"]);
  expect(movesOf(order({ state: "fulfilled", next: ["completed"] }))).toEqual(["completed"]);
});

it("knows which payments were taken back", () => {
  const payments = [
    { number: 1, kind: "payment", voids: null },
    { number: 2, kind: "void", voids: 1 },
  ] as Order["payments"];
  expect([...voided(order({ payments }))]).toEqual([1]);
});
