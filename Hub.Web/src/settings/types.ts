export interface Named {
  id: string;
  name: string;
}

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Named;
  teams: Named[];
  state: "invited" | "active" | "disabled";
  totpEnabled: boolean;
  createdAt: string;
  lastSeenAt: string | null;
}

export type Scope = "own" | "team" | "all";

export interface Role {
  id: string;
  name: string;
  permissions: string[];
  sees: Scope;
  isBuiltIn: boolean;
}

export interface Permission {
  name: string;
  description: string;
}

export interface Team {
  id: string;
  name: string;
  memberIds: string[];
  assignment: { mode: "manual" | "roundRobin"; capacity: number | null };
}

export interface Label {
  id: string;
  name: string;
  color: string;
}

export interface CannedReply {
  id: string;
  shortcut: string;
  text: string;
  language: string | null;
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export interface AuditEntry {
  id: string;
  at: string;
  actor: { kind: string; id: string; name: string | null };
  action: string;
  subject: { kind: string; id: string };
}

export interface SignedIn {
  id: string;
  agent: string | null;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  isCurrent: boolean;
}

export interface Workspace {
  id: string;
  name: string;
  defaultCountry: string;
  language: "vi" | "en";
  timeZone: string;
}
