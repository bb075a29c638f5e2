import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import { allOf, pagesOf } from "~/api/lists";
import type { Session } from "~/session/session";
import type {
  ApiKey,
  AuditEntry,
  CannedReply,
  Invited,
  Label,
  Member,
  NewApiKey,
  Permission,
  RecoveryCodes,
  Role,
  SignedIn,
  Team,
  TotpProposal,
  Workspace,
} from "./types";

export const membersQuery = allOf<Member>("members", "/members");
export const rolesQuery = allOf<Role>("roles", "/roles");
export const permissionsQuery = allOf<Permission>("permissions", "/permissions");
export const teamsQuery = allOf<Team>("teams", "/teams");
export const labelsQuery = allOf<Label>("labels", "/labels");
export const repliesQuery = allOf<CannedReply>("canned-replies", "/canned-replies");
export const keysQuery = allOf<ApiKey>("api-keys", "/api-keys");
export const sessionsQuery = allOf<SignedIn>("sessions", "/sessions");

export const auditQuery = (actor: string | undefined, action: string | undefined) =>
  pagesOf<AuditEntry>("audit", "/audit", { actor, action });

export const workspaceQuery = queryOptions({
  queryKey: ["workspace"],
  queryFn: ({ signal }) => call<Workspace>("GET", "/workspace", { signal }),
});

export interface Invitation {
  email: string;
  name?: string;
  roleId: string;
  teamIds: string[];
}

export const inviteMember = (invitation: Invitation): Promise<Invited> =>
  call("POST", "/members", { body: invitation });

export const renewInvitation = (id: string): Promise<Invited> => call("POST", `/members/${id}/invitation`);

export const changeMember = (
  id: string,
  change: { name?: string; roleId?: string; teamIds?: string[]; state?: "active" | "disabled" },
): Promise<Member> => call("PATCH", `/members/${id}`, { body: change });

export const removeMemberTotp = (id: string): Promise<void> => call("DELETE", `/members/${id}/totp`);

/** Creates without an id, changes with one. */
export const save = <T>(path: string, id: string | undefined, body: unknown): Promise<T> =>
  id ? call("PATCH", `${path}/${id}`, { body }) : call("POST", path, { body });

export const uploadFile = (file: File): Promise<CannedReply["attachments"][number]> =>
  call("POST", "/attachments", { query: { fileName: file.name }, body: file });

export const remove = (path: string, id: string): Promise<void> => call("DELETE", `${path}/${id}`);

export const createKey = (name: string, scopes: string[]): Promise<NewApiKey> =>
  call("POST", "/api-keys", { body: { name, scopes } });

export const changeWorkspace = (change: Partial<Workspace>): Promise<Workspace> =>
  call("PATCH", "/workspace", { body: change });

export const changeProfile = (change: { name?: string; email?: string; password?: string }): Promise<Session> =>
  call("PATCH", "/session/member", { body: change });

export const changePassword = (current: string, next: string): Promise<Session> =>
  call("POST", "/session/password", { body: { current, new: next } });

export const proposeTotp = (): Promise<TotpProposal> => call("POST", "/session/totp");

export const confirmTotp = (code: string): Promise<RecoveryCodes> =>
  call("POST", "/session/totp/confirm", { body: { code } });

export const removeTotp = (password: string): Promise<Session> =>
  call("POST", "/session/totp/removal", { body: { password } });

export const endSession = (id: string | undefined): Promise<void> =>
  call("DELETE", id ? `/sessions/${id}` : "/sessions");
