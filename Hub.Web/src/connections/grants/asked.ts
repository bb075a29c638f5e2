import type { Connector, Setting } from "../types";
import type { Begun } from "./landing";

/**
 * What a person is still asked for: nothing that the grant brings, nothing that has a default, and everything where only the shop knows,
 * such as the names of its events.
 */
export const asked = (connector: Connector): Setting[] =>
  connector.settings.filter(
    (setting) =>
      !setting.granted && setting.type !== "boolean" && (setting.default === null || setting.default === undefined),
  );

/** Chosen already: the account that somebody came for, or the only one. */
export function ticked<Account extends { accountId: string }>(
  accounts: Account[],
  connectorId: string,
  begun: Begun | null,
): Account[] {
  const wanted = accounts.filter((one) => begun?.connectorId === connectorId && one.accountId === begun.accountId);
  return wanted.length === 0 && accounts.length === 1 ? accounts : wanted;
}
