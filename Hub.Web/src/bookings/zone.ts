import { addDays, type Day } from "./days";

/** A time by the clock on the wall of a place. */
export interface Wall {
  day: Day;
  /** Since midnight by the clock, which is not always what has passed. */
  minutes: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    clocks.set(zone, clock);
  }
  return clock;
}

export function wallOf(at: string | number | Date, zone: string): Wall {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

const asIfUtc = ({ day, minutes }: Wall): number => Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;

/**
 * When the clock on the wall says so. Of a time that it shows twice in autumn this is the first; one that it skips in spring is as much
 * later as it skips.
 */
export function instantOf(wall: Wall, zone: string): Date {
  const wanted = asIfUtc(wall);
  const offsets = [-1, 1].map((days) => {
    const near = wanted + days * 86_400_000;
    return asIfUtc(wallOf(near, zone)) - near;
  });
  const found = offsets.map((offset) => wanted - offset).sort((one, other) => one - other);
  const hit = found.find((at) => asIfUtc(wallOf(at, zone)) === wanted);
  return new Date(hit ?? wanted - (offsets[0] ?? 0));
}

/** From the first moment of the first day to the first moment after the last. */
export const rangeOf = (days: Day[], zone: string): { from: string; to: string } => ({
  from: instantOf({ day: days[0] ?? "", minutes: 0 }, zone).toISOString(),
  to: instantOf({ day: addDays(days.at(-1) ?? "", 1), minutes: 0 }, zone).toISOString(),
});

/** The same clock time on the same day can be two times in autumn: then both say their zone. */
export const isSaidTwice = (at: string, others: string[], zone: string): boolean => {
  const wall = asIfUtc(wallOf(at, zone));
  return others.some((other) => other !== at && asIfUtc(wallOf(other, zone)) === wall);
};
