import type { ApiProblem } from "~/api/problem";
import type { Slot } from "./types";

/** Each time once, whoever has it free; with the most places that one of them has left. */
export function timesFree(slots: Slot[]): { startsAt: string; left: number }[] {
  const times = new Map<string, number>();
  for (const { startsAt, left } of slots) times.set(startsAt, Math.max(left, times.get(startsAt) ?? 0));
  return [...times].map(([startsAt, left]) => ({ startsAt, left }));
}

/** Why a time was refused, and which ones the hub offers instead: all in its own words. */
export function whyNot(problem: Pick<ApiProblem, "errors" | "detail">): string | undefined {
  const words = [
    ...new Set(problem.errors.startsAt ?? []),
    ...(problem.errors.startsAt && problem.detail ? [problem.detail] : []),
  ];
  return words.length > 0 ? words.join(" ") : undefined;
}
