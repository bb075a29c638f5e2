import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
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

export const read = (id: string): Promise<void> => call("PATCH", `/notifications/${id}`, { body: { read: true } });
export const readAll = (): Promise<void> => call("PATCH", "/notifications", { body: { read: true } });
