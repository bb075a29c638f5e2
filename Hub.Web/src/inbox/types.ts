import type { Schemas } from "~/api/client";
import type { InboxSearch } from "./search";

export type Status = Schemas["ConversationStatus"];
export type Priority = Schemas["ConversationPriority"];
export type Conversation = Schemas["ConversationResponse"];
export type Window = Schemas["WindowResponse"];
export type Preview = Pick<Schemas["LastMessageResponse"], "text" | "kind"> & { isDeleted?: boolean };
export type Message = Schemas["MessageResponse"] & { authorId?: string | null };
export type MessageStatus = Schemas["MessageStatus"];
export type Failure = Schemas["MessageFailure"];
export type Attachment = Schemas["AttachmentResponse"];
export type Referral = Schemas["GetConversationArrival"];
export type ContactCard = Schemas["ContactCard"];
export type Order = Schemas["OrderResponse"];
export type Label = Schemas["ManageLabelsLabelResponse"];
export type Member = Schemas["MemberResponse"];
export type Team = Schemas["TeamResponse"];
export type Connection = Schemas["ConnectionResponse"];
export type Counts = Schemas["CountConversationsResponse"];

export interface Page<T> {
  items: T[];
  next: string | null;
}

export type ReplyWindow = Schemas["GetConversationWindow"] & {
  reason?: { code: string; text: string; wayOn: string | null } | null;
  allowed?: string[];
  limits?: {
    textLength: number | null;
    attachmentBytes: number | null;
    attachmentTypes?: string[];
    tags?: string[];
    canQuote: boolean;
  } | null;
};

export type ConversationDetail = Omit<Schemas["GetConversationResponse"], "replyWindow"> & { replyWindow: ReplyWindow };

export interface Note {
  id: string;
  authorId: string | null;
  text: string;
  mentions: string[];
  at: string;
}

export interface ThreadEvent {
  type: string;
  actor: { kind: string; id: string | null };
  from: string | null;
  to: string | null;
}

/** An entry of a thread. Exactly one of the three is there. */
export interface TimelineItem {
  id: string;
  at: string;
  kind: "message" | "note" | "event";
  message?: Message | null;
  note?: Note | null;
  event?: ThreadEvent | null;
}

export interface CannedReply {
  id: string;
  shortcut: string;
  text: string;
  language?: string | null;
}

export interface View {
  id: string;
  name: string;
  query: InboxSearch;
  shared: boolean;
}

export interface Plan {
  parts: { kind: string }[];
  cost: number;
  messagesLeftAfter: number | null;
  problems: { code: string; text: string }[];
}

export interface Present {
  memberId: string;
  state: "viewing" | "typing" | "left";
  at: string;
}

export interface Change {
  status?: Status;
  snoozedUntil?: string | null;
  priority?: Priority;
  assigneeId?: string | null;
  teamId?: string | null;
}

export interface Draft {
  text?: string;
  attachments?: string[];
  quotedMessageId?: string;
  tag?: string;
  template?: { name: string; language: string; parameters: string[] };
}

/** A message that holds the words looked for. Marks are places in the text. */
export interface MessageHit {
  id: string;
  conversationId: string;
  contactName: string | null;
  text: string;
  marks: { start: number; length: number }[];
}
