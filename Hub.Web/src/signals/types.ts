export const ledgerStates = ["sent", "held", "dropped"] as const;
export type LedgerState = (typeof ledgerStates)[number];
export const signalKinds = ["conversationStarted", "keyword", "orderPlaced", "orderPaid"] as const;
export type SignalKind = (typeof signalKinds)[number];

export interface LedgerEntry {
  signalId: string;
  connectionId: string;
  kind: SignalKind;
  eventId: string;
  conversationId: string;
  occurredAt: string;
  keywordId: string | null;
  orderId: string | null;
  orderNumber: string | null;
  value: number | null;
  currency: string | null;
  state: LedgerState;
  reasonCode: string | null;
  reasonDetail: string | null;
  /** Why it was not sent, and what to do; null when it was. */
  reason: string | null;
  wayOn: string | null;
  at: string;
  requestId: string | null;
  referral: {
    occurredAt: string;
    source: string;
    trackingId: string | null;
    adId: string | null;
    ref: string | null;
    title: string | null;
  } | null;
}

export interface SignalRequest {
  id: string;
  connectionId: string;
  at: string;
  target: string;
  status: number;
  body: string;
}

export interface KeywordList {
  id: string;
  name: string;
  language: string;
  activeVersion: number;
}

export interface KeywordVersion {
  version: number;
  createdAt: string;
  source: "file" | "api";
  count: number;
}

export interface Keyword {
  id: string;
  term: string;
  mode: string;
  accents: string;
}

export interface ImportResult {
  version: number;
  count: number;
  active: boolean;
  problems: { line: number; code: string; message: string }[];
}
