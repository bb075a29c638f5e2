import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Batch } from "./batch";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("makes one call of a burst, and names each id once", async () => {
  const calls: string[][] = [];
  const batch = new Batch(async (ids) => void calls.push(ids), 200, 50);
  for (const id of ["a", "b", "a", "c"]) batch.add(id);
  await vi.advanceTimersByTimeAsync(200);
  expect(calls).toEqual([["a", "b", "c"]]);
});

it("runs one call at a time; what comes meanwhile shares the next", async () => {
  const calls: string[][] = [];
  let end = () => {};
  const batch = new Batch(
    (ids) => {
      calls.push(ids);
      return new Promise((resolve) => {
        end = resolve;
      });
    },
    200,
    50,
  );
  batch.add("a");
  await vi.advanceTimersByTimeAsync(200);
  batch.add("b");
  batch.add("c");
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toEqual([["a"]]);
  end();
  await vi.advanceTimersByTimeAsync(200);
  expect(calls).toEqual([["a"], ["b", "c"]]);
});

it("cuts a large burst into calls of a bounded size", async () => {
  const calls: string[][] = [];
  const batch = new Batch(async (ids) => void calls.push(ids), 10, 2);
  for (const id of ["a", "b", "c"]) batch.add(id);
  await vi.advanceTimersByTimeAsync(100);
  expect(calls).toEqual([["a", "b"], ["c"]]);
});
