import type { TFunction } from "i18next";
import type { Connection } from "./types";

/** Why a connection stands still, and what to do; null when it does not. */
export function problemOf(connection: Connection, t: TFunction<"connections">): string | null {
  if (connection.state !== "paused") return null;
  const known = ["auth_expired", "auth_revoked", "authorization_removed", "misconfigured"];
  const code = connection.stateCode ?? "";
  return t(known.includes(code) ? `paused.${code}` : "paused.other", { code });
}
