import { queryOptions } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { call } from "~/api/call";
import type { Schemas } from "~/api/client";
import { ApiProblem } from "~/api/problem";
import { isLanguage, speak } from "~/i18n/i18n";
import { forgetDrafts } from "~/inbox/composer/drafts";
import { queryClient } from "~/shell/query";

export type Session = Schemas["SessionResponse"];

/** Null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await call<Session>("GET", "/session");
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
});

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only below {@link SignedIn}, which shows nothing to strangers. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("No session above this");
  return session;
}

/** Whether the member may do what the permission names. */
export function useMay(): (permission: string) => boolean {
  const { member } = useSession();
  return (permission) => member.permissions.includes("*") || member.permissions.includes(permission);
}

export async function begin(session: Session): Promise<void> {
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, session);
  if (isLanguage(session.member.language)) await speak(session.member.language);
}

export async function signOut(): Promise<void> {
  await call("DELETE", "/session");
  forgetDrafts();
}

/** The pages of the member go off the screen first: what they showed is forgotten once nothing shows it any more. */
export async function leave(go: () => Promise<void>): Promise<void> {
  queryClient.setQueryData(sessionQuery.queryKey, null);
  await go();
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

/** Only places within this app: an address from outside must not send anybody away. */
export const wayBack = (back: unknown): string =>
  typeof back === "string" && back.startsWith("/") && !back.startsWith("//") && !back.startsWith("/\\")
    ? back
    : "/inbox";
