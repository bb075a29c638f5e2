import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { conversationsOf, timelinePage, timelineQuery } from "../api";
import type { Conversation, Page, TimelineItem } from "../types";
import { hasGap, mergeConversations, mergeTimeline } from "./merge";

type List = InfiniteData<Page<Conversation>, string | null>;
type Thread = InfiniteData<Page<TimelineItem>, string | null>;

/** Asks the hub what became of some conversations, and puts the answer into every list that is on the screen. */
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

const running = new Map<string, Promise<void>>();

/** Takes up the newest entries of a loaded thread. One call a thread at a time: an answer that was overtaken would bring back what was. */
export function refreshThread(client: QueryClient, id: string, messageIds: string[] = []): Promise<void> {
  const before = running.get(id) ?? Promise.resolve();
  const work = before.then(
    () => takeUp(client, id, messageIds),
    () => takeUp(client, id, messageIds), // what became of the call before is for whoever made it
  );
  running.set(id, work);
  const done = () => void (running.get(id) === work && running.delete(id));
  work.then(done, done);
  return work;
}

async function takeUp(client: QueryClient, id: string, messageIds: string[]): Promise<void> {
  const { queryKey } = timelineQuery(id);
  if (!client.getQueryData<Thread>(queryKey)) return;
  const fresh = await timelinePage(id, null);
  const loaded = client.getQueryData<Thread>(queryKey);
  if (!loaded) return;
  const answered = new Set(fresh.items.map((item) => item.id));
  const changedBelow = messageIds.some(
    (one) => !answered.has(one) && loaded.pages.some((page) => page.items.some((item) => item.id === one)),
  );
  if (hasGap(loaded, fresh) || changedBelow) await client.invalidateQueries({ queryKey });
  else client.setQueryData<Thread>(queryKey, mergeTimeline(loaded, fresh.items));
}
