import { number } from "~/i18n/format";

/** In percent, with a digit behind the mark only where it tells something. */
export function share(part: number, whole: number): string {
  if (whole === 0) return "–";
  const percent = (100 * part) / whole;
  return `${number(percent > 0 && percent < 10 ? Math.round(percent * 10) / 10 : Math.round(percent))}%`;
}
