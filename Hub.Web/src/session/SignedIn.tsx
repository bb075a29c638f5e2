import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { PageLoading } from "~/shell/PageLoading";
import { SessionContext, sessionQuery } from "./session";

/** Gives everything below it the session, and takes all of it off the screen once there is none. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { data } = useQuery(sessionQuery);
  return data ? <SessionContext value={data}>{children}</SessionContext> : <PageLoading />;
}
