import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import type { Schemas } from "~/api/client";
import { type PageOf, pagesOf } from "~/api/lists";
import type { Notification } from "./types";

const most = 100;

/** How many wait; it stops counting at a hundred. */
export const unreadQuery = queryOptions({
  queryKey: ["notifications", "unread"],
  queryFn: async ({ signal }) =>
    (await call<PageOf<Notification>>("GET", "/notifications", { query: { unread: true, limit: most }, signal })).items
      .length,
});

export const notificationsQuery = pagesOf<Notification>("notifications", "/notifications", {}, 20);

/** With whom the conversations are, as far as the member may see them. */
export const namesQuery = (ids: string[]) =>
  queryOptions({
    queryKey: ["notifications", "names", ids],
    queryFn: async ({ signal }) => {
      const page = await call<PageOf<Schemas["ConversationResponse"]>>("GET", "/conversations", {
        query: { id: ids, limit: ids.length },
        signal,
      });
      return new Map(page.items.map((one) => [one.id, one.contactName]));
    },
    enabled: ids.length > 0,
  });

export const read = (id: string): Promise<void> => call("PATCH", `/notifications/${id}`, { body: { read: true } });
export const readAll = (): Promise<void> => call("PATCH", "/notifications", { body: { read: true } });
