import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import type { Schemas } from "~/api/client";

export type Funnel = Schemas["Funnel"];
export type FunnelSource = Schemas["FunnelSource"];
export type FunnelStage = Schemas["FunnelStage"];
export type FunnelMoney = Schemas["FunnelMoney"];
export type AdRow = Schemas["AdRow"];
export type SignalHealth = Schemas["GetSignalHealthResponse"];
export type PlatformHealth = Schemas["GetSignalHealthPlatform"];

export const sources = ["ad", "link", "unattributed"] as const satisfies FunnelSource[];
export const stages = ["arrived", "conversation", "qualified", "ordered", "paid"] as const satisfies FunnelStage[];

interface Moments {
  from: string;
  to: string;
}

export const funnelQuery = (moments: Moments, connectionId: string | undefined) =>
  queryOptions({
    queryKey: ["signals", "funnel", moments, connectionId],
    queryFn: ({ signal }) => call<Funnel>("GET", "/signals/funnel", { query: { ...moments, connectionId }, signal }),
  });

export const healthQuery = (moments: Moments) =>
  queryOptions({
    queryKey: ["signals", "health", moments],
    queryFn: ({ signal }) => call<SignalHealth>("GET", "/signals/health", { query: { ...moments }, signal }),
  });

export type Reconciliation = Schemas["ReconcileSignalsResponse"];
export type Reconciled = Schemas["ReconcileSignalsPlatform"];

export const reconciliationQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ["signals", "reconciliation", from, to],
    queryFn: ({ signal }) => call<Reconciliation>("GET", "/signals/reconciliation", { query: { from, to }, signal }),
    retry: false,
  });

export const exportAddress = ({ from, to }: Moments): string =>
  `/api/v1/signals/export?${new URLSearchParams({ from, to })}`;
