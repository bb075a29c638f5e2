import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { toast, toastError } from "~/shell/toasts";
import { changeConversation, changeMany, countsQuery, setLabel } from "./api";
import { changed } from "./changed";
import { refreshConversations } from "./live/refresh";
import { stream } from "./live/stream";
import type { BulkChange, Change, Conversation, ConversationDetail, Page } from "./types";

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
    onMutate: ({ id, change }) => patch(client, id, (row) => changed(row, change)),
    onError: toastError,
    onSettled: (_data, error, { id }) => settle(client, [id], error),
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
    onSettled: (_data, error, { id }) => settle(client, [id], error),
  });
}

export function useChangeMany() {
  const { t } = useTranslation("inbox");
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, change }: { ids: string[]; change: BulkChange }) => changeMany(ids, change),
    onSuccess: ({ items }) => {
      const missing = items.filter(({ result }) => result === "notFound").length;
      toast(t("bulk.done", { count: items.length - missing }));
      if (missing > 0) toast(t("bulk.missing", { count: missing }));
    },
    onError: toastError,
    onSettled: (_data, error, { ids }) => settle(client, ids, error),
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

/** While the stream is there, the hub tells of one's own changes as of those of others. */
async function settle(client: Client, ids: string[], error: unknown): Promise<void> {
  if (stream.state() === "live" && !error) return;
  void client.invalidateQueries({ queryKey: countsQuery.queryKey });
  for (const id of ids) {
    void client.invalidateQueries({ queryKey: ["conversation", id] });
    void client.invalidateQueries({ queryKey: ["timeline", id] });
  }
  try {
    await refreshConversations(client, ids);
  } catch (failure) {
    toastError(failure);
  }
}
