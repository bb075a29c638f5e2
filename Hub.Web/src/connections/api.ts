import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import { allOf } from "~/api/lists";
import type { CheckResult, Connection, ConnectionForm, Connector, SettingValue, Unrouted } from "./types";

export const connectionsQuery = allOf<Connection>("connections", "/connections");

export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: ["connections", id],
    queryFn: ({ signal }) => call<Connection>("GET", `/connections/${id}`, { signal }),
  });

export const catalogQuery = queryOptions({
  queryKey: ["connectors"],
  queryFn: ({ signal }) => call<{ items: Connector[]; fileProblem: string | null }>("GET", "/connectors", { signal }),
  staleTime: 5 * 60_000,
});

export const unroutedQuery = queryOptions({
  queryKey: ["unrouted"],
  queryFn: async ({ signal }) =>
    (await call<{ items: Unrouted[] }>("GET", "/webhook-events/unrouted", { signal })).items,
});

export interface Cause {
  connectionId: string;
  kind: string;
  count: number;
  firstOwedAt: string;
}

/** What is owed to and by connections, in one state. */
export const loadQuery = (state: "owed" | "unknown" | "dead") =>
  queryOptions({
    queryKey: ["deliveries", "causes", state],
    queryFn: async ({ signal }) =>
      (await call<{ items: Cause[] }>("GET", "/deliveries/causes", { query: { state }, signal })).items,
  });

export const createConnection = (connectorId: string, form: ConnectionForm): Promise<Connection> =>
  call("POST", "/connections", { body: { connectorId, ...form, accountId: form.accountId.trim() || null } });

export const changeConnection = (
  id: string,
  change: Partial<Pick<ConnectionForm, "name" | "credentials">> & {
    settings?: Record<string, SettingValue>;
    enabled?: boolean;
  },
): Promise<Connection> => call("PATCH", `/connections/${id}`, { body: change });

export const checkConnection = (id: string): Promise<CheckResult> => call("POST", `/connections/${id}/check`);
