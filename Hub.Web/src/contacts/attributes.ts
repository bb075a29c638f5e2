import { number } from "~/i18n/format";
import type { AttributeValue } from "./types";

/** A value as people read it; null when there is none. */
export function shown(value: AttributeValue | undefined, yes: string, no: string): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? yes : no;
  return typeof value === "number" ? number(value) : value;
}
