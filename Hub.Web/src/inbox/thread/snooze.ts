/** Times at which a snoozed conversation may come back; each a text of `snooze.*`. */
export function snoozeTimes(now: Date): { name: string; at: Date }[] {
  const inHours = (hours: number) => new Date(now.getTime() + hours * 60 * 60_000);
  const morning = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const evening = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 18);
  return [
    { name: "hour", at: inHours(1) },
    { name: "threeHours", at: inHours(3) },
    ...(now.getHours() < 15 ? [{ name: "evening", at: evening }] : []),
    { name: "tomorrow", at: morning(1) },
    { name: "monday", at: morning(toMonday) },
  ];
}
