import type { Connection, Health } from "./types";

type Trouble = "unanswered" | "failing" | "unsubscribed" | "silent";

/** What to say of a CRM that is not read back, or not all of it, by the stable code of why. */
export const whyNotRead = (code: string): "reading.emptiedText" | "reading.scopeText" | "reading.failingText" =>
  code === "mostly_gone"
    ? "reading.emptiedText"
    : code.includes("/may-not-read-")
      ? "reading.scopeText"
      : "reading.failingText";

/** What is wrong with an active connection, the worst first. One that is not active says by its state what it waits for. */
export function troubles({ state }: Pick<Connection, "state">, health: Health | undefined): Trouble[] {
  if (!health || state !== "active") return [];
  const is: Record<Trouble, boolean> = {
    unanswered: health.isUnanswered,
    failing: health.failingSince !== null && !health.isUnanswered,
    unsubscribed: health.subscription?.state === "failing",
    silent: health.silentSince !== null,
  };
  return (Object.keys(is) as Trouble[]).filter((trouble) => is[trouble]);
}

/** The platform takes its token no more: only a new one helps, not switching it on. */
export const isTokenRefused = ({ state, stateCode }: Pick<Connection, "state" | "stateCode">): boolean =>
  state === "paused" && stateCode === "auth_revoked";
