export const deliveryStates = ["dead", "unknown", "owed", "started", "done", "cancelled"] as const;
export type DeliveryState = (typeof deliveryStates)[number];
export const deliveryKinds = [
  "sendMessage",
  "markRead",
  "reportSignal",
  "syncContact",
  "syncOrder",
  "fetchAttachment",
  "poll",
  "refreshToken",
  "tokenLease",
] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];
export type WebhookState = "failed" | "pending" | "applied";

export interface Delivery {
  id: string;
  connectionId: string;
  kind: DeliveryKind;
  subjectId: string;
  state: DeliveryState;
  owedAt: string;
  dueAt: string;
  settledAt: string | null;
  attempts: number;
  outcome: string | null;
  code: string | null;
  detail: string | null;
  reason: string | null;
  wayOn: string | null;
}

/** Deliveries of one state that failed alike. */
export interface Cause {
  connectionId: string;
  kind: DeliveryKind;
  outcome: string | null;
  code: string | null;
  count: number;
  firstOwedAt: string;
  lastOwedAt: string;
  reason: string | null;
  wayOn: string | null;
}

export interface Attempt {
  at: string;
  outcome: string;
  code: string | null;
  detail: string | null;
  reason: string | null;
  wayOn: string | null;
}

export interface WebhookEvent {
  id: string;
  connectorId: string;
  accountId: string;
  connectionId: string;
  state: WebhookState;
  receivedAt: string;
  appliedAt: string | null;
  events: number;
  unknownEvents: number;
  attempts: number;
  failureCode: string | null;
  failureDetail: string | null;
}
