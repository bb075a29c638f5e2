import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import { pagesOf } from "~/api/lists";
import type { Comment, Shelf } from "./types";

export const commentsQuery = (shelf: Shelf) => pagesOf<Comment>("comments", "/comments", { shelf });

export const answerComment = (id: string, text: string): Promise<Comment> =>
  call("POST", `/comments/${id}/answer`, { body: { text } });

export const dismissComment = (id: string): Promise<unknown> => call("POST", `/comments/${id}/dismiss`);

/** Asked of the platform, which alone knows. */
export const switchQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ["comments", "switch", connectionId],
    queryFn: ({ signal }) =>
      call<{ on: boolean | null; notOffered: string | null }>("GET", `/connections/${connectionId}/comments`, {
        signal,
      }),
    staleTime: 60_000,
    retry: false,
  });

export const switchComments = (connectionId: string, on: boolean): Promise<unknown> =>
  call("PUT", `/connections/${connectionId}/comments`, { body: { on } });
