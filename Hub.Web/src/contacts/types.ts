import type { Order } from "~/orders/types";

export type AttributeValue = string | number | boolean | null;
export const attributeTypes = ["text", "number", "date", "boolean", "choice"] as const;
export type AttributeType = (typeof attributeTypes)[number];

export interface Contact {
  id: string;
  displayName: string | null;
  phone: string | null;
  email: string | null;
  notes?: string | null;
  channel: string;
  attributes?: Record<string, AttributeValue>;
  firstSeenAt: string;
  lastSeenAt: string;
}

export interface Attribute {
  id: string;
  key: string;
  label: string;
  type: AttributeType;
  choices: string[];
}

export interface ContactCard {
  contact: Contact;
  identities: {
    connectionId: string;
    connectorId?: string;
    scheme: string;
    value: string;
    mergedFrom?: string | null;
  }[];
  conversations?: {
    id: string;
    connectionId: string;
    connectorId: string;
    status: "open" | "pending" | "snoozed" | "resolved";
    startedAt: string;
    lastActivityAt: string;
  }[];
  orders?: Order[];
  records: { connectionId: string; connectorId?: string; remoteId: string; linkedAt: string }[];
  mergedFrom?: { mergeId: string; contactId: string; displayName: string | null; at: string }[];
}

export interface Duplicate {
  contact: Contact;
  evidence: { kind: "phone" | "email" | "identity"; value: string }[];
}

export interface MergeResult {
  preview: boolean;
  mergeId: string | null;
  fields: { name: string; value: string; isFilled: boolean; hidden: string | null }[];
  identities: number;
  conversations: number;
  orders: number;
  records: { connectionId: string; remoteId: string; moves: boolean }[];
}

export interface ImportResult {
  dryRun: boolean;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  errors: { line: number; field: string; message: string }[];
}

export interface ContactDraft {
  displayName: string;
  phone: string;
  email: string;
  notes: string;
  attributes: Record<string, AttributeValue>;
}
