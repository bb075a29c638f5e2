import { fold } from "~/i18n/fold";

const longest = 40;

/** The name of a field in files and in the API, out of what people call it: "Cỡ áo" is "co_ao". */
export const keyOf = (label: string): string =>
  fold(label)
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+/, "")
    .slice(0, longest)
    .replace(/_+$/, "");
