import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import type { ShortLink, ShortLinks } from "./types";

const path = (connectionId: string) => `/connections/${connectionId}/short-links`;

export const shortLinksQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ["shortLinks", connectionId],
    queryFn: ({ signal }) => call<ShortLinks>("GET", path(connectionId), { signal }),
  });

export interface Draft {
  name: string;
  account: string;
  ref: string;
  text: string;
}

export const makeShortLink = (connectionId: string, draft: Draft): Promise<ShortLink> =>
  call("POST", path(connectionId), { body: draft });

export const deleteShortLink = (connectionId: string, id: string): Promise<unknown> =>
  call("DELETE", `${path(connectionId)}/${id}`);
