import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import type { InboxSearch } from "./search";
import type {
  Attachment,
  CannedReply,
  Change,
  Connection,
  ContactCard,
  Conversation,
  ConversationDetail,
  Counts,
  Draft,
  Label,
  Member,
  Message,
  MessageHit,
  Note,
  Order,
  Page,
  Plan,
  Present,
  Team,
  TimelineItem,
  View,
} from "./types";

const listPage = 50;
const threadPage = 50;

/** The list's own words for what the address says. */
export function listQuery(search: InboxSearch): Record<string, string | string[] | undefined> {
  return {
    status: search.status ?? (search.q ? undefined : "open"),
    assigneeId: search.who,
    q: search.q,
    filter: search.filter,
    labelId: search.label,
    teamId: search.team,
    connectionId: search.connection,
    priority: search.priority,
  };
}

export const conversationsQuery = (search: InboxSearch) =>
  infiniteQueryOptions({
    queryKey: ["conversations", listQuery(search)],
    queryFn: ({ pageParam, signal }) =>
      call<Page<Conversation>>("GET", "/conversations", {
        query: { ...listQuery(search), cursor: pageParam, limit: listPage },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Those of the named conversations that the view shows. */
export const conversationsOf = (
  query: Record<string, string | string[] | undefined>,
  ids: string[],
): Promise<Page<Conversation>> => call("GET", "/conversations", { query: { ...query, id: ids, limit: ids.length } });

export const messageHitsQuery = (q: string) =>
  queryOptions({
    queryKey: ["message-hits", q],
    queryFn: ({ signal }) =>
      call<Page<{ id: string; at: string; message: MessageHit | null }>>("GET", "/search", {
        query: { q, kind: "messages", limit: 30 },
        signal,
      }),
  });

export const countsQuery = queryOptions({
  queryKey: ["counts"],
  queryFn: ({ signal }) => call<Counts>("GET", "/conversations/counts", { signal }),
});

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: ({ signal }) => call<ConversationDetail>("GET", `/conversations/${id}`, { signal }),
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ["contact", id],
    queryFn: ({ signal }) => call<ContactCard>("GET", `/contacts/${id}`, { signal }),
  });

export const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["timeline", id],
    queryFn: ({ pageParam, signal }) => timelinePage(id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const timelinePage = (id: string, cursor: string | null, signal?: AbortSignal): Promise<Page<TimelineItem>> =>
  call("GET", `/conversations/${id}/timeline`, { query: { cursor, limit: threadPage }, signal });

const everything = <T>(key: string, path: string) =>
  queryOptions({
    queryKey: [key],
    queryFn: async ({ signal }): Promise<T[]> => {
      const items: T[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: Page<T> = await call("GET", path, { query: { cursor, limit: 200 }, signal });
        items.push(...page.items);
        cursor = page.next;
      }
      return items;
    },
    staleTime: 5 * 60_000,
  });

export const labelsQuery = everything<Label>("labels", "/labels");
export const membersQuery = everything<Member>("members", "/members");
export const teamsQuery = everything<Team>("teams", "/teams");
export const connectionsQuery = everything<Connection>("connections", "/connections");
export const cannedQuery = everything<CannedReply>("canned-replies", "/canned-replies");
export const viewsQuery = everything<View>("views", "/views");

export const changeConversation = (id: string, change: Change): Promise<unknown> =>
  call("PATCH", `/conversations/${id}`, { body: change });

export const setLabel = (id: string, labelId: string, on: boolean): Promise<unknown> =>
  call(on ? "PUT" : "DELETE", `/conversations/${id}/labels/${labelId}`);

export const changeMany = (
  ids: string[],
  change: Change & { addLabelIds?: string[]; removeLabelIds?: string[] },
): Promise<unknown> => call("POST", "/conversations/bulk", { body: { ids, change } });

export const sendMessage = (id: string, draft: Draft, key: string): Promise<{ messages: Message[] }> =>
  call("POST", `/conversations/${id}/messages`, { body: draft, key });

export const planMessage = (id: string, draft: Draft, signal?: AbortSignal): Promise<Plan> =>
  call("POST", `/conversations/${id}/messages/plan`, { body: draft, signal });

export const retryMessage = (id: string, messageId: string, evenInDoubt: boolean): Promise<unknown> =>
  call("POST", `/conversations/${id}/messages/${messageId}/retry`, {
    query: { evenInDoubt: evenInDoubt || undefined },
  });

export const addNote = (id: string, text: string, mentions: string[]): Promise<Note> =>
  call("POST", `/conversations/${id}/notes`, { body: { text, mentions } });

export const markRead = (id: string): Promise<unknown> => call("POST", `/conversations/${id}/read`);

export const tellPresence = (id: string, state: Present["state"]): Promise<Present[] | { items: Present[] }> =>
  call("POST", `/conversations/${id}/presence`, { body: { state } });

export const uploadAttachment = (file: File): Promise<Attachment> =>
  call("POST", "/attachments", { query: { fileName: file.name }, body: file });

export const createOrder = (id: string, order: NewOrder): Promise<Order> =>
  call("POST", `/conversations/${id}/orders`, { body: order });

export interface NewOrder {
  currency: string;
  state: "draft" | "placed" | "paid";
  lines: { productCode: string; name: string | null; quantity: number; unitPrice: number }[];
}
