import type { Schemas } from "~/api/client";

export type Status = Schemas["ConversationStatus"];
export type Priority = Schemas["ConversationPriority"];
export type Conversation = Schemas["ConversationResponse"];
export type ConversationDetail = Schemas["GetConversationResponse"];
export type ReplyWindow = Schemas["GetConversationWindow"];
export type Window = Schemas["WindowResponse"];
export type Preview = Pick<Schemas["LastMessageResponse"], "text" | "kind"> & { isDeleted?: boolean };
export type Message = Schemas["MessageResponse"];
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
export type Note = Schemas["NoteResponse"];
export type ThreadEvent = Schemas["ThreadEvent"];
/** An entry of a thread: exactly one of message, note and event is there. */
export type TimelineItem = Schemas["TimelineItem"];
export type CannedReply = Schemas["ManageCannedRepliesCannedReplyResponse"];
export type View = Schemas["ManageViewsViewResponse"];
export type Rule = Schemas["RuleResponse"];
export type RuleSuggestion = Schemas["ReplySuggestion"];
export type Plan = Schemas["PlanMessageResponse"];
export type Present = Schemas["TellPresencePresentMember"];
export type Change = Schemas["ConversationChangeRequest"];
export type BulkChange = Schemas["BulkChangeRequest"];
export type BulkAnswer = Schemas["ChangeConversationsResponse"];
export type Draft = Partial<Schemas["SendMessageRequest"]>;
export type Template = Schemas["SendMessageTemplateRequest"];
export type Hit = Schemas["FindByWordsHit"];
/** A message that holds the words looked for. Marks are places in the text. */
export type MessageHit = Schemas["FindByWordsMessageHitResponse"];

export interface Page<T> {
  items: T[];
  next: string | null;
}
