/** What is left of the time to answer, in whole hours and minutes; null when it is over. */
export function timeLeft(closesAt: string, now: number): { hours: number; minutes: number } | null {
  const minutes = Math.floor((Date.parse(closesAt) - now) / 60_000);
  return minutes < 0 ? null : { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/** Little enough to hurry. */
export const isUrgent = (closesAt: string, now: number): boolean => Date.parse(closesAt) - now < 6 * 3_600_000;
