import type { Schemas } from "~/api/client";

export type ShortLinks = Schemas["ManageShortLinksResponse"];
export type ShortLink = ShortLinks["items"][number];
