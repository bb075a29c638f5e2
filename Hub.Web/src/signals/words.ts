import type { TFunction } from "i18next";
import type { LedgerEntry } from "./types";

const known = ["unattributed", "other_platform", "signal_gone", "no_event_name", "no_result"];

/** Why a signal did not leave, in words; the code itself when nobody has told them yet. */
export function reasonOf(entry: LedgerEntry, t: TFunction<"signals">): string | null {
  if (entry.state === "sent" || !entry.reasonCode) return null;
  const code = entry.reasonCode.split("/").at(-1)?.replaceAll("-", "_") ?? ""; // a connector's own begin with its name
  return known.includes(code) ? t(`reason.${code}`) : [entry.reasonCode, entry.reasonDetail].filter(Boolean).join(": ");
}

/** As people read it; what is no JSON stays as it is. */
export function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
