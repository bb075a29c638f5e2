import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { ApiProblem } from "~/api/problem";
import { conversationQuery, conversationsOf, countsQuery, timelinePage, timelineQuery } from "../api";
import type { Conversation, Page, TimelineItem } from "../types";
import { Batch } from "./batch";
import { hasGap, mergeConversations, mergeTimeline } from "./merge";
import { hearPresence } from "./presence";
import { type Connected, stream } from "./stream";

const calm = 250; // one call for what comes within a quarter of a second
const countsCalm = 1500;
const most = 100;

type List = InfiniteData<Page<Conversation>, string | null>;
type Thread = InfiniteData<Page<TimelineItem>, string | null>;

/** Asks the hub what became of some conversations, and puts the answer into every list that is loaded. */
export async function refreshConversations(client: QueryClient, ids: string[]): Promise<void> {
  for (const list of client.getQueryCache().findAll({ queryKey: ["conversations"] })) {
    if (!list.state.data) continue;
    if (list.getObserversCount() === 0) {
      client.removeQueries({ queryKey: list.queryKey, exact: true });
      continue;
    }
    const query = list.queryKey[1] as Record<string, string | string[] | undefined>;
    const { items } = await conversationsOf(query, ids);
    client.setQueryData<List>(list.queryKey, (loaded) => loaded && mergeConversations(loaded, ids, items));
  }
}

/** Takes up the newest entries of a loaded thread. */
export async function refreshThread(client: QueryClient, id: string, messageIds: string[] = []): Promise<void> {
  const { queryKey } = timelineQuery(id);
  if (!client.getQueryData<Thread>(queryKey)) return;
  const fresh = await timelinePage(id, null);
  const loaded = client.getQueryData<Thread>(queryKey);
  if (!loaded) return;
  const answered = new Set(fresh.items.map((item) => item.id));
  const changedBelow = messageIds.some(
    (one) => !answered.has(one) && loaded.pages.some((page) => page.items.some((item) => item.id === one)),
  );
  if (hasGap(loaded, fresh) || changedBelow) await client.resetQueries({ queryKey });
  else client.setQueryData<Thread>(queryKey, mergeTimeline(loaded, fresh.items));
}

/** Keeps what is on the screen true, by the hub's events. */
export function useLive(openId: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    // What could not be fetched now is asked for anew; a refusal, such as for a conversation that went to another team, is an answer.
    const guard = async (work: Promise<unknown>): Promise<void> => {
      try {
        await work;
      } catch (error) {
        if (!(error instanceof ApiProblem)) await client.invalidateQueries();
      }
    };
    const lists = new Batch((ids) => guard(refreshConversations(client, ids)), calm, most);
    const counts = new Batch(() => client.invalidateQueries({ queryKey: countsQuery.queryKey }), countsCalm, 1);
    const messages = new Set<string>();
    const thread = new Batch(
      async ([id]) => {
        const ids = [...messages];
        messages.clear();
        if (id) await guard(refreshThread(client, id, ids));
      },
      calm,
      1,
    );
    const detail = new Batch(([id]) => client.invalidateQueries({ queryKey: ["conversation", id] }), calm, 1);
    const stop = stream.listen((type, data) => {
      if (type === "resync") void client.invalidateQueries();
      if (type === "counts.changed") counts.add("");
      if (type === "contact.changed" && data.contactId)
        void client.invalidateQueries({ queryKey: ["contact", data.contactId] });
      if (type === "connection.changed") void client.invalidateQueries({ queryKey: ["connections"] });
      if (type === "notification.changed") void client.invalidateQueries({ queryKey: ["notifications"] });
      if (!data.conversationId) return;
      if (type === "presence" && data.memberId && data.state)
        hearPresence(data.conversationId, {
          memberId: data.memberId,
          state: data.state,
          at: data.at ?? new Date().toISOString(),
        });
      if (type !== "conversation.changed" && type !== "message.changed" && type !== "note.added") return;
      lists.add(data.conversationId);
      counts.add("");
      if (data.conversationId !== openId) {
        void client.invalidateQueries({
          queryKey: conversationQuery(data.conversationId).queryKey,
          refetchType: "none",
        });
        return;
      }
      if (data.messageId) messages.add(data.messageId);
      thread.add(openId);
      detail.add(openId);
    });
    return () => {
      stop();
      for (const batch of [lists, counts, thread, detail]) batch.clear();
    };
  }, [client, openId]);
}

export const useConnected = (): Connected => useSyncExternalStore(stream.watch, stream.state);
