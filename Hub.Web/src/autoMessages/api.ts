import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import type { AutoMessages, Kind } from "./types";

const path = (connectionId: string) => `/connections/${connectionId}/auto-messages`;

/** Asked of the platform each time: people change them in its own app too. */
export const autoMessagesQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ["autoMessages", connectionId],
    queryFn: ({ signal }) => call<AutoMessages>("GET", path(connectionId), { signal }),
    retry: false,
  });

export interface Draft {
  kind: Kind;
  title: string | null;
  text: string;
  /** Null makes a new one. */
  id: string | null;
}

export const saveAutoMessage = (connectionId: string, draft: Draft): Promise<unknown> =>
  call("PUT", path(connectionId), { body: draft });

export const deleteAutoMessage = (connectionId: string, kind: Kind, messageId: string): Promise<unknown> =>
  call("DELETE", path(connectionId), { query: { kind, messageId } });

export const switchAutoMessages = (connectionId: string, kind: Kind, on: boolean): Promise<unknown> =>
  call("PUT", `${path(connectionId)}/switch`, { body: { kind, on } });

export const sortAutoMessages = (connectionId: string, kind: Kind, order: string[]): Promise<unknown> =>
  call("PUT", `${path(connectionId)}/order`, { body: { kind, order } });
