import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { conversationsQuery } from "./api";
import { type Inbox, useInbox } from "./InboxContext";
import type { Conversation } from "./types";
import { useChange } from "./useChange";

/** Ends a conversation and opens the next of the list, or takes an ended one up again. */
export const useResolve = (): ((conversation: Conversation) => void) => useResolveIn(useInbox());

export function useResolveIn({
  search,
  open,
  isPhone,
}: Pick<Inbox, "search" | "open" | "isPhone">): (conversation: Conversation) => void {
  const client = useQueryClient();
  const { mutate } = useChange();
  return useCallback(
    (conversation) => {
      const isDone = conversation.status === "resolved";
      mutate({ id: conversation.id, change: { status: isDone ? "open" : "resolved" } });
      if (isDone) return;
      const rows = client.getQueryData(conversationsQuery(search).queryKey)?.pages.flatMap((page) => page.items) ?? [];
      const place = rows.findIndex((row) => row.id === conversation.id);
      const next = rows[place + 1] ?? rows[place - 1];
      open(isPhone || place < 0 ? undefined : next?.id);
    },
    [client, search, open, isPhone, mutate],
  );
}
