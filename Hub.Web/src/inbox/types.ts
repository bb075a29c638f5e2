import type { InboxSearch } from "./search";

export type Status = "open" | "pending" | "snoozed" | "resolved";
export type Priority = "none" | "low" | "medium" | "high" | "urgent";
export type MessageStatus = "queued" | "unknown" | "sent" | "failed" | "delivered" | "read" | "played";

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Preview {
  text: string | null;
  kind: string;
  direction: "inbound" | "outbound";
  status?: MessageStatus;
  isDeleted?: boolean;
  at: string;
}

export interface Window {
  isOpen: boolean;
  closesAt: string | null;
  messagesLeft: number | null;
}

export interface Conversation {
  id: string;
  connectionId: string;
  connectorId: string;
  contactId: string;
  contactName: string | null;
  status: Status;
  snoozedUntil: string | null;
  priority: Priority;
  assigneeId: string | null;
  teamId: string | null;
  labelIds: string[];
  unread: number;
  lastMessage: Preview | null;
  startedAt: string;
  lastActivityAt: string;
  lastInboundAt: string | null;
  waitingSince: string | null;
  fromAd: boolean;
  hasPhone?: boolean;
  hasOrder?: boolean;
  failedSend?: boolean;
  window: Window | null;
}

export interface ReplyWindow extends Window {
  reason: { code: string; text: string; wayOn: string | null } | null;
  allowed: string[];
  limits?: {
    textLength: number | null;
    attachmentBytes: number | null;
    attachmentTypes: string[];
    canQuote: boolean;
  } | null;
}

export interface Referral {
  id: string;
  occurredAt: string;
  source: string;
  trackingId: string | null;
  adId: string | null;
  ref: string | null;
  title: string | null;
  url: string | null;
}

export interface Contact {
  id: string;
  displayName: string | null;
  phone: string | null;
  email: string | null;
  attributes?: Record<string, unknown>;
  firstSeenAt: string;
  lastSeenAt: string;
}

export interface OrderLine {
  line: number;
  productCode: string;
  name: string | null;
  quantity: number;
  unitPrice: number;
}

export interface Order {
  id: string;
  number: string;
  state: string;
  currency: string;
  total: number;
  placedAt: string;
  lines: OrderLine[];
}

export interface ConversationDetail {
  conversation: Conversation;
  replyWindow: ReplyWindow;
  referrals: Referral[];
  contact: Contact;
  orders: Order[];
}

export interface Attachment {
  id: string;
  state: "pending" | "stored" | "refused" | "failed";
  fileName: string | null;
  contentType: string | null;
  size: number;
  reasonCode: string | null;
}

export interface Failure {
  outcome: string | null;
  code: string | null;
  detail: string | null;
  reason: string | null;
  wayOn: string | null;
}

export interface Message {
  id: string;
  conversationId: string;
  direction: "inbound" | "outbound";
  origin: "person" | "api" | "automatic";
  authorId?: string | null;
  kind: string;
  text: string | null;
  content: Record<string, unknown>;
  status: MessageStatus;
  failure: Failure | null;
  occurredAt: string;
  editedAt: string | null;
  deletedAt: string | null;
  platformId: string | null;
  quotedPlatformId: string | null;
  attachments: Attachment[];
  reactions: string[];
}

export interface Note {
  id: string;
  authorId: string;
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

export interface Label {
  id: string;
  name: string;
  color: string;
}

export interface Member {
  id: string;
  name: string;
  email: string;
  state: string;
}

export interface Team {
  id: string;
  name: string;
  memberIds: string[];
}

export interface Connection {
  id: string;
  connectorId: string;
  name: string;
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

export interface Counts {
  open: number;
  pending: number;
  snoozed: number;
  resolved: number;
  mine: number;
  unassigned: number;
  byLabel: Record<string, number>;
  byFilter: Record<string, number>;
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
  template?: { name: string; language: string; parameters: string[] };
}
