export type InstalledState =
  | "active"
  | "disabled"
  | "notFound"
  | "misconfigured"
  | "incompatible"
  | "malfunctioned"
  | "superseded";
export type ConnectorKind = "channel" | "crm" | "ads";
export type SettingType = "text" | "secret" | "number" | "boolean" | "choice" | "address" | "hosts";
export type SettingValue = string | number | boolean | null;

export interface Setting {
  key: string;
  type: SettingType;
  label: string;
  help: string | null;
  required: boolean;
  default: SettingValue;
  choices: string[] | null;
}

export interface Connector {
  id: string;
  state: InstalledState;
  problem: string | null;
  name: string | null;
  description: string | null;
  version: string | null;
  kinds: ConnectorKind[];
  capabilities: string[];
  webhookAddress: string | null;
  limits: Record<string, unknown> | null;
  settings: Setting[];
  permissions: { scope: string; required: boolean; purpose: string }[];
  leaves: { field: string; why: string }[];
}

export interface Connection {
  id: string;
  connectorId: string;
  accountId: string;
  name: string;
  state: "active" | "paused" | "disabled";
  stateCode: string | null;
  stateDetail: string | null;
  /** Why it does not work, and what to do; null while it does. */
  reason: string | null;
  wayOn: string | null;
  settings: Record<string, SettingValue>;
  secrets: string[];
  limits: Record<string, unknown> | null;
  hasCredentials: boolean;
  tokenExpiresAt: string | null;
  refreshExpiresAt: string | null;
  createdAt: string;
  lastEventAt: string | null;
}

export interface CheckResult {
  works: boolean;
  outcome: string;
  code: string | null;
  detail: string | null;
  reason: string | null;
  wayOn: string | null;
}

export interface Unrouted {
  connectorId: string;
  accountId: string;
  count: number;
  firstReceivedAt: string;
  lastReceivedAt: string;
}

export interface Health {
  connectionId: string;
  owed: number;
  oldestOwedAt: string | null;
  failingSince: string | null;
  dead: number;
  inDoubt: number;
}

export interface Credentials {
  accessToken?: string;
  refreshToken?: string;
}

export interface ConnectionForm {
  name: string;
  accountId: string;
  settings: Record<string, SettingValue>;
  credentials: Credentials;
}
