import type { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "~/api/problem";
import { contactQuery, conversationQuery, countsQuery, timelineQuery } from "../api";
import { anew } from "./anew";
import { Batch } from "./batch";
import { hearPresence } from "./presence";
import { refreshConversations, refreshThread } from "./refresh";
import type { FeedListener } from "./stream";

const calm = 250; // one call for what comes within a quarter of a second
const countsCalm = 1500;
const most = 100;

/** Keeps true what was loaded, by the hub's events. */
export function feedInto(client: QueryClient): FeedListener {
  // What could not be fetched now is asked for anew; a refusal, such as for a conversation that went to another team, is an answer.
  const guard = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof ApiProblem)) void anew(client); // a query that waits for the network must not hold up the feed
    }
  };
  const lists = new Batch((ids) => guard(refreshConversations(client, ids)), calm, most);
  const counts = new Batch(() => client.invalidateQueries({ queryKey: countsQuery.queryKey }), countsCalm, 1);
  const details = new Batch((ids) => guard(Promise.all(ids.map((id) => refreshDetail(client, id)))), calm, most);
  const messages = new Map<string, Set<string>>();
  const threads = new Batch(
    (ids) => {
      const works = ids.map((id) => {
        const changed = [...(messages.get(id) ?? [])];
        messages.delete(id);
        return guard(refreshThread(client, id, changed));
      });
      return Promise.all(works).then(() => undefined);
    },
    calm,
    most,
  );

  return (type, data) => {
    if (type === "resync") void anew(client);
    if (type === "contact.changed" && data.contactId)
      void client.invalidateQueries({ queryKey: contactQuery(data.contactId).queryKey });
    if (type === "connection.changed") void client.invalidateQueries({ queryKey: ["connections"] });
    if (type === "notification.changed") void client.invalidateQueries({ queryKey: ["notifications"] });
    const id = data.conversationId;
    if (!id) return;
    if (type === "presence" && data.memberId && data.state)
      hearPresence(id, { memberId: data.memberId, state: data.state, at: data.at ?? new Date().toISOString() });
    if (type === "conversation.changed") {
      // Whatever changes a message changes its conversation too, and says so.
      lists.add(id);
      counts.add("");
      details.add(id);
    }
    if (type !== "conversation.changed" && type !== "message.changed" && type !== "note.added") return;
    if (!isShown(client, id)) return; // a thread takes up what it missed when it opens
    if (data.messageId) messages.set(id, (messages.get(id) ?? new Set()).add(data.messageId));
    threads.add(id);
  };
}

const isShown = (client: QueryClient, id: string): boolean =>
  (client
    .getQueryCache()
    .find({ queryKey: timelineQuery(id).queryKey })
    ?.getObserversCount() ?? 0) > 0;

/** At once where it is on the screen; elsewhere when it is looked at again. */
const refreshDetail = (client: QueryClient, id: string): Promise<void> =>
  client.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
