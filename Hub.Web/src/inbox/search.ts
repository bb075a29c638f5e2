import type { Priority } from "./types";

const statuses = ["open", "pending", "snoozed", "resolved", "spam"] as const;
const owners = ["me", "none"] as const;
const priorities: readonly Priority[] = ["none", "low", "medium", "high", "urgent"];
const filters = /^(unanswered:\d{1,5}|windowClosing|hasPhone|hasOrder|fromAd|failedSend|bookingToday)$/;
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the list shows; kept in the address, so that a view can be sent to a colleague. */
export interface InboxSearch {
  status?: (typeof statuses)[number];
  who?: (typeof owners)[number];
  q?: string;
  filter?: string[];
  label?: string;
  team?: string;
  connection?: string;
  priority?: Priority;
  /** The message of the open thread to show; no part of what the list shows. */
  message?: string;
}

/** Reads the address; whatever is not ours is left out, since the hub would refuse the whole list for it. */
export function readSearch(search: Record<string, unknown>): InboxSearch {
  const filter = [search.filter].flat().filter((value) => matches(filters, value));
  const read: InboxSearch = {
    status: oneOf(statuses, search.status),
    who: oneOf(owners, search.who),
    q: words(search.q),
    filter: filter.length > 0 ? filter : undefined,
    label: matches(id, search.label) ? search.label : undefined,
    team: matches(id, search.team) ? search.team : undefined,
    connection: matches(id, search.connection) ? search.connection : undefined,
    priority: oneOf(priorities, search.priority),
    message: matches(id, search.message) ? search.message : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

// The address parser makes a number of a telephone number that somebody typed into it.
const words = (value: unknown): string | undefined =>
  typeof value === "number" ? String(value) : typeof value === "string" && value ? value : undefined;

/** The same list, beside another thread. */
export function listOnly<S extends { message?: unknown }>(search: S): Omit<S, "message"> {
  const { message: _, ...rest } = search;
  return rest;
}

/** What an address keeps: nothing that is empty. The hub writes null for what a saved view leaves open. */
export const compact = (search: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value != null && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** Everything that narrows the list, to be taken away. */
export const anything: Record<Exclude<keyof InboxSearch, "status" | "message">, undefined> = {
  who: undefined,
  q: undefined,
  filter: undefined,
  label: undefined,
  team: undefined,
  connection: undefined,
  priority: undefined,
};

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((one) => one === value);

const matches = (pattern: RegExp, value: unknown): value is string => typeof value === "string" && pattern.test(value);
