/** What the list shows; kept in the address, so that a view can be sent to a colleague. */
export interface InboxSearch {
  status?: "open" | "pending" | "snoozed" | "resolved";
  who?: "me" | "none";
  q?: string;
  filter?: string[];
  label?: string;
  team?: string;
  connection?: string;
  priority?: string;
}

const names = ["status", "who", "q", "label", "team", "connection", "priority"] as const;

/** Reads the address; whatever is not ours is left out. */
export function readSearch(search: Record<string, unknown>): InboxSearch {
  const result: Record<string, unknown> = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === "string" && value) result[name] = value;
  }
  const filter = (Array.isArray(search.filter) ? search.filter : [search.filter]).filter(
    (one) => typeof one === "string",
  );
  if (filter.length > 0) result.filter = filter;
  return result;
}
