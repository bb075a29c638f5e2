import type { Setting, SettingValues as Values } from "./types";

/** What a new connection sends: nothing for what was left empty, so that defaults count. */
export function chosen(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ""));
}

/** What an edit sends: what differs; null takes a setting away; a secret that was left empty stays as it is. */
export function changed(settings: Setting[], before: Values, after: Values): Values {
  const result: Values = {};
  for (const { key, type } of settings) {
    const value = after[key] ?? null;
    if (type === "secret") {
      if (value !== null && value !== "") result[key] = value;
      continue;
    }
    const empty = value === "" ? null : value;
    if (empty !== (before[key] ?? null)) result[key] = empty;
  }
  return result;
}

/** Whether the account is let in by a token that was granted outside, rather than by a secret among the settings. */
export const takesTokens = (settings: Setting[]): boolean =>
  !settings.some((setting) => setting.type === "secret" && setting.required);

/** Where a pasted token is entered, as the hub names it. */
export const tokenField = "credentials.accessToken";

/** Errors by a setting's own name: the hub says `settings.accessToken`. */
export const bySetting = (errors: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).map(([name, text]) => [name.replace(/^settings\./, ""), text]));
