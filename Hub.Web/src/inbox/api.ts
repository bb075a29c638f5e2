import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call, named } from "~/api/call";
import { allOf } from "~/api/lists";
import type { InboxSearch } from "./search";
import type {
  Attachment,
  BulkAnswer,
  BulkChange,
  CannedReply,
  Change,
  Connection,
  ContactCard,
  Conversation,
  ConversationDetail,
  Counts,
  Draft,
  Hit,
  Label,
  Member,
  Message,
  Note,
  Page,
  Plan,
  Present,
  Rule,
  RuleSuggestion,
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
    structuralSharing: false, // it compares place by place; the merging keeps what is the same, wherever it moved
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
      call<Page<Hit>>("GET", "/search", {
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
    queryFn: ({ signal }) => call<ConversationDetail>("GET", `/conversations/${named(id)}`, { signal }),
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
    structuralSharing: false, // it compares place by place; the merging keeps what is the same, wherever it moved
  });

export const timelinePage = (id: string, cursor: string | null, signal?: AbortSignal): Promise<Page<TimelineItem>> =>
  call("GET", `/conversations/${id}/timeline`, { query: { cursor, limit: threadPage }, signal });

export const labelsQuery = allOf<Label>("labels", "/labels");
export const membersQuery = allOf<Member>("members", "/members");
export const teamsQuery = allOf<Team>("teams", "/teams");
export const connectionsQuery = allOf<Connection>("connections", "/connections");
export const rulesQuery = allOf<Rule>("rules", "/automation/rules");
export const cannedQuery = allOf<CannedReply>("canned-replies", "/canned-replies");
export const viewsQuery = allOf<View>("views", "/views");

export const changeConversation = (id: string, change: Change): Promise<unknown> =>
  call("PATCH", `/conversations/${id}`, { body: change });

export const setLabel = (id: string, labelId: string, on: boolean): Promise<unknown> =>
  call(on ? "PUT" : "DELETE", `/conversations/${id}/labels/${labelId}`);

export const changeMany = (ids: string[], change: BulkChange): Promise<BulkAnswer> =>
  call("POST", "/conversations/bulk", { body: { ids, change }, key: null });

export const sendMessage = (id: string, draft: Draft, key: string): Promise<{ messages: Message[] }> =>
  call("POST", `/conversations/${id}/messages`, { body: draft, key });

export const planMessage = (id: string, draft: Draft, signal?: AbortSignal): Promise<Plan> =>
  call("POST", `/conversations/${id}/messages/plan`, { body: draft, signal, key: null });

export const retryMessage = (id: string, messageId: string, evenInDoubt: boolean): Promise<unknown> =>
  call("POST", `/conversations/${id}/messages/${messageId}/retry`, {
    query: { evenInDoubt: evenInDoubt || undefined },
  });

/** What the rules would answer; asked anew when the contact has written. */
export const ruleSuggestionsQuery = (id: string, lastInboundAt: string | null) =>
  queryOptions({
    queryKey: ["rule-suggestions", id, lastInboundAt],
    queryFn: ({ signal }) =>
      call<Page<RuleSuggestion>>("GET", `/automation/conversations/${id}/suggestions`, { signal }),
    staleTime: 60_000,
  });

export const resumeAutomation = (id: string): Promise<unknown> =>
  call("DELETE", `/automation/conversations/${id}/stop`);

export const addNote = (id: string, text: string, mentions: string[]): Promise<Note> =>
  call("POST", `/conversations/${id}/notes`, { body: { text, mentions } });

export const markRead = (id: string): Promise<unknown> => call("POST", `/conversations/${id}/read`, { key: null });

export const tellPresence = (id: string, state: Present["state"]): Promise<{ items: Present[] }> =>
  call("POST", `/conversations/${id}/presence`, { body: { state }, key: null });

export const uploadAttachment = (file: File): Promise<Attachment> =>
  call("POST", "/attachments", { query: { fileName: file.name }, body: file });

/** The files of a canned reply as uploads for one message. */
export const copyReplyFiles = async (id: string): Promise<Attachment[]> =>
  (await call<{ items: Attachment[] }>("POST", `/canned-replies/${id}/uploads`)).items;

export const keepView = (name: string, query: InboxSearch, shared: boolean): Promise<View> =>
  call("POST", "/views", { body: { name, query, shared } });

export const changeView = (id: string, change: { name?: string; shared?: boolean }): Promise<View> =>
  call("PATCH", `/views/${id}`, { body: change });

export const dropView = (id: string): Promise<unknown> => call("DELETE", `/views/${id}`);
