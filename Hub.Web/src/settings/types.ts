import type { Schemas } from "~/api/client";

export type Member = Schemas["MemberResponse"];
export type Invited = Schemas["InviteMemberResponse"];
export type Scope = Schemas["VisibilityScope"];
export type Role = Schemas["RoleResponse"];
export type Permission = Schemas["PermissionResponse"];
export type Team = Schemas["TeamResponse"];
export type Label = Schemas["ManageLabelsLabelResponse"];
export type CannedReply = Schemas["ManageCannedRepliesCannedReplyResponse"];
export type ApiKey = Schemas["ApiKeyResponse"];
export type NewApiKey = Schemas["CreateApiKeyResponse"];
export type AuditEntry = Schemas["AuditEntryResponse"];
export type SignedIn = Schemas["ListSessionsItem"];
export type Workspace = Schemas["WorkspaceResponse"];
export type TotpProposal = Schemas["ProposeTotpResponse"];
export type RecoveryCodes = Schemas["ConfirmTotpResponse"];
