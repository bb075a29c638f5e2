import type { InboxSearch } from "../search";

export type EmptyKind =
  | "noConnections"
  | "noWords"
  | "noMatch"
  | "noneOfMine"
  | "noPending"
  | "noSnoozed"
  | "noResolved"
  | "noSpam"
  | "allDone";

const byStatus = {
  open: "allDone",
  pending: "noPending",
  snoozed: "noSnoozed",
  resolved: "noResolved",
  spam: "noSpam",
} as const;

/** Why the list has nothing: each a text of `empty.*`. */
export function emptyKind(search: InboxSearch, hasConnections: boolean): EmptyKind {
  const { q, filter, label, team, connection, priority, who, status = "open" } = search;
  if (!hasConnections) return "noConnections";
  const isNarrowed = Boolean(filter || label || team || connection || priority);
  if (q && !isNarrowed && !who) return "noWords";
  if (q || isNarrowed) return "noMatch";
  return who === "me" && status === "open" ? "noneOfMine" : byStatus[status];
}
