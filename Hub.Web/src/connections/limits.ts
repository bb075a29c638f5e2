import type { Connection, Connector, LimitName, Limits } from "./types";

export const limitNames = [
  "windowHours",
  "windowMessages",
  "textLength",
  "mediaBytes",
  "callsPerSecond",
  "concurrency",
  "batch",
] as const satisfies LimitName[];

/** As it is typed; empty stands for the connector's own limit. */
export type LimitDraft = Partial<Record<LimitName, number | "">>;

// People say megabytes.
const units: Partial<Record<LimitName, number>> = { mediaBytes: 1024 * 1024 };
const unitOf = (name: LimitName): number => units[name] ?? 1;

/** Parts of an hour or of a call are allowed; of a message they are not. */
export const isWhole = (name: LimitName): boolean => name !== "windowHours" && name !== "callsPerSecond";

/** A limit as people say it. */
export const spoken = (name: LimitName, value: number): number => Math.round((value / unitOf(name)) * 100) / 100;

/** Those that the connector has, and those that the connection was given all the same. */
export const shownLimits = (connector: Connector, own: Limits | null): LimitName[] =>
  limitNames.filter((name) => typeof connector.limits?.[name] === "number" || own?.[name] !== undefined);

export const draftOf = (own: Limits | null): LimitDraft =>
  Object.fromEntries(
    limitNames.flatMap((name) => (own?.[name] === undefined ? [] : [[name, spoken(name, own[name])]])),
  );

/** What is sent: all limits of its own, so that one that was emptied is the connector's again. */
export const limitsOf = (draft: LimitDraft): Limits =>
  Object.fromEntries(
    Object.entries(draft).flatMap(([name, value]) =>
      typeof value === "number" ? [[name, toHub(name as LimitName, value)]] : [],
    ),
  );

const toHub = (name: LimitName, value: number): number =>
  isWhole(name) ? Math.round(value * unitOf(name)) : value * unitOf(name);

/** How many messages the business may send a window: the connection's own limit, else its connector's; null where there is none. */
export const windowMessagesOf = (
  { connectorId, limits }: Pick<Connection, "connectorId" | "limits">,
  connectors: Connector[] = [],
): number | null =>
  limits?.windowMessages ?? connectors.find((one) => one.id === connectorId)?.limits?.windowMessages ?? null;
