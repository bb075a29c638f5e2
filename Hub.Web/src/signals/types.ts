import type { Schemas } from "~/api/client";

export type LedgerState = Schemas["LedgerState"];
export const ledgerStates = ["sent", "held", "dropped", "inDoubt"] as const satisfies LedgerState[];
export type SignalKind = Schemas["SignalKind"];
export const signalKinds = [
  "conversationStarted",
  "keyword",
  "orderPlaced",
  "orderPaid",
  "orderRefunded",
  "leadQualified",
  "bookingMade",
  "bookingKept",
  "noShow",
] as const satisfies SignalKind[];

export type LedgerEntry = Schemas["ListLedgerResponse"];
export type SignalRequest = Schemas["GetLedgerRequestResponse"];
export type KeywordList = Schemas["KeywordListResponse"];
export type KeywordVersion = Schemas["ListKeywordVersionsKeywordVersion"];
export type KeywordVersions = Schemas["ListKeywordVersionsResponse"];
export type Keyword = Schemas["ListKeywordsKeyword"];
export type ImportResult = Schemas["ImportKeywordsResponse"];
