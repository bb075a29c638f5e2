import { queryOptions } from "@tanstack/react-query";
import { call, named } from "~/api/call";
import { allOf, pagesOf } from "~/api/lists";
import type {
  Catalog,
  CheckResult,
  Connection,
  ConnectionChange,
  ConnectionForm,
  Health,
  Receipt,
  Templates,
  TrackingRule,
  TryAnswer,
  Unrouted,
} from "./types";

export const connectionsQuery = allOf<Connection>("connections", "/connections");

export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: ["connections", id],
    queryFn: ({ signal }) => call<Connection>("GET", `/connections/${named(id)}`, { signal }),
  });

/** Message templates that the platform has approved. Asked for seldom: platforms count such calls. */
export const templatesQuery = (id: string) =>
  queryOptions({
    queryKey: ["connections", id, "templates"],
    queryFn: ({ signal }) => call<Templates>("GET", `/connections/${id}/templates`, { signal }),
    staleTime: 5 * 60_000,
    retry: false,
  });

export const trackingQuery = (id: string) =>
  queryOptions({
    queryKey: ["connections", id, "tracking"],
    queryFn: ({ signal }) => call<{ rule: TrackingRule | null }>("GET", `/connections/${id}/tracking`, { signal }),
  });

export const changeTracking = (id: string, rule: TrackingRule): Promise<unknown> =>
  call("PUT", `/connections/${id}/tracking`, { body: rule });

export const deleteTracking = (id: string): Promise<unknown> => call("DELETE", `/connections/${id}/tracking`);

/** What a pattern would take out of a text. */
export const tryTracking = (body: { pattern: string; isExpression: boolean; text: string }): Promise<TryAnswer> =>
  call("POST", "/tracking/try", { body });

export const retentionQuery = (id: string) =>
  queryOptions({
    queryKey: ["connections", id, "retention"],
    queryFn: ({ signal }) => call<{ days: number | null }>("GET", `/connections/${id}/retention`, { signal }),
  });

export const changeRetention = (id: string, days: number | null): Promise<unknown> =>
  call("PUT", `/connections/${id}/retention`, { body: { days } });

export const catalogQuery = queryOptions({
  queryKey: ["connectors"],
  queryFn: ({ signal }) => call<Catalog>("GET", "/connectors", { signal }),
  staleTime: 5 * 60_000,
});

export const unroutedQuery = queryOptions({
  queryKey: ["unrouted"],
  queryFn: async ({ signal }) =>
    (await call<{ items: Unrouted[] }>("GET", "/webhook-events/unrouted", { signal })).items,
});

/** What is owed through each connection, and what went wrong. */
export const healthQuery = queryOptions({
  queryKey: ["connections", "health"],
  queryFn: async ({ signal }) => (await call<{ items: Health[] }>("GET", "/connections/health", { signal })).items,
});

/** Of each time that it was disconnected; nobody does that so often that there would be pages of it. */
export const receiptsQuery = (id: string) =>
  queryOptions({
    queryKey: ["connections", id, "receipts"],
    queryFn: async ({ signal }) =>
      (await call<{ items: Receipt[] }>("GET", `/connections/${id}/disconnects`, { signal })).items,
  });

/** Of every account that was ever disconnected. */
export const allReceiptsQuery = pagesOf<Receipt>("disconnects", "/disconnects");

export const receiptAddress = (receipt: Receipt): string =>
  `/api/v1/connections/${receipt.connectionId}/disconnects/${receipt.id}/receipt`;

export const disconnect = (id: string): Promise<Receipt> => call("POST", `/connections/${id}/disconnect`);

export const createConnection = (connectorId: string, form: ConnectionForm): Promise<Connection> =>
  call("POST", "/connections", { body: { connectorId, ...form, accountId: form.accountId.trim() || null } });

export const changeConnection = (id: string, change: ConnectionChange): Promise<Connection> =>
  call("PATCH", `/connections/${id}`, { body: change });

export const parkConnection = (id: string, reason: string): Promise<unknown> =>
  call("PUT", `/connections/${id}/parking`, { body: { reason } });

export const resumeConnection = (id: string): Promise<unknown> => call("DELETE", `/connections/${id}/parking`);

export const checkConnection = (id: string): Promise<CheckResult> => call("POST", `/connections/${id}/check`);
