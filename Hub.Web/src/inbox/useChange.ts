import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";
import { toastError } from "~/shell/toasts";
import { changeConversation, changeMany, countsQuery, setLabel } from "./api";
import { refreshConversations } from "./live/useLive";
import type { Change, Conversation, ConversationDetail, Page } from "./types";

type List = InfiniteData<Page<Conversation>, string | null>;

interface Deed {
  id: string;
  change: Change;
}

/** Changes a conversation on the screen at once; the hub's answer, or its refusal, sets it right. */
export function useChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: Deed) => changeConversation(id, change),
    onMutate: ({ id, change }) => patch(client, id, (row) => ({ ...row, ...change })),
    onError: toastError,
    onSettled: (_data, _error, { id }) => settle(client, [id]),
  });
}

export function useLabelChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, labelId, on }: { id: string; labelId: string; on: boolean }) => setLabel(id, labelId, on),
    onMutate: ({ id, labelId, on }) =>
      patch(client, id, (row) => ({
        ...row,
        labelIds: on ? [...new Set([...row.labelIds, labelId])] : row.labelIds.filter((one) => one !== labelId),
      })),
    onError: toastError,
    onSettled: (_data, _error, { id }) => settle(client, [id]),
  });
}

export function useChangeMany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, change }: { ids: string[]; change: Parameters<typeof changeMany>[1] }) =>
      changeMany(ids, change),
    onError: toastError,
    onSettled: (_data, _error, { ids }) => settle(client, ids),
  });
}

type Client = ReturnType<typeof useQueryClient>;

export function patch(client: Client, id: string, change: (row: Conversation) => Conversation): void {
  client.setQueryData<ConversationDetail>(
    ["conversation", id],
    (detail) => detail && { ...detail, conversation: change(detail.conversation) },
  );
  client.setQueriesData<List>({ queryKey: ["conversations"] }, (list) =>
    list?.pages.some((page) => page.items.some((row) => row.id === id))
      ? {
          ...list,
          pages: list.pages.map((page) => ({
            ...page,
            items: page.items.map((row) => (row.id === id ? change(row) : row)),
          })),
        }
      : list,
  );
}

async function settle(client: Client, ids: string[]): Promise<void> {
  void client.invalidateQueries({ queryKey: countsQuery.queryKey });
  for (const id of ids) {
    void client.invalidateQueries({ queryKey: ["conversation", id] });
    void client.invalidateQueries({ queryKey: ["timeline", id], refetchType: "none" });
  }
  try {
    await refreshConversations(client, ids);
  } catch (error) {
    toastError(error);
  }
}
