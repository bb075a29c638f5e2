import { fold } from "~/i18n/fold";

const longest = 60;

/** A ref for a name, of characters that every platform takes: "Tờ rơi Tết" is "to-roi-tet". */
export const refOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-|-$/g, "");
