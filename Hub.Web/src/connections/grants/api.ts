import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import type { Schemas } from "~/api/client";
import type { SettingValues } from "../types";
import { type Begun, type Landing, remember } from "./landing";

export type Grant = Schemas["GrantResponse"];
export type GrantAccount = Schemas["GrantAccount"];
export type LeftGrant = Schemas["ListLeftGrantsLeft"];
export type TokenDates = Schemas["ListTokensToken"];

export interface Choice {
  accountId: string;
  name: string;
  settings: SettingValues;
}

interface Wish {
  connectorId: string;
  withOptional?: boolean;
  connectionId?: string;
}

/** Asks the hub for the platform's page; the browser goes there next. */
export const beginGrant = ({ accountId, ...wish }: Wish & Begun): Promise<{ address: string }> => {
  remember({ ...wish, accountId });
  return call("POST", "/connections/grants", { body: wish });
};

export const returnGrant = (landing: Landing): Promise<Grant> =>
  call("POST", "/connections/grants/return", { body: landing });

/** One that waits for accounts to be chosen, after its page was loaded again. */
export const openGrant = (id: string): Promise<Grant> => call("GET", `/connections/grants/${id}`);

/** Nobody connected them, and their platforms have not taken them back yet. */
export const leftGrantsQuery = queryOptions({
  queryKey: ["connections", "leftGrants"],
  queryFn: async ({ signal }) => (await call<{ items: LeftGrant[] }>("GET", "/connections/grants", { signal })).items,
});

export const connectGrant = (id: string, accounts: Choice[]): Promise<Grant> =>
  call("POST", `/connections/grants/${id}/connections`, { body: { accounts } });

export const callOffGrant = (id: string): Promise<void> => call("DELETE", `/connections/grants/${id}`);

/** When tokens end, the nearest first. */
export const tokensQuery = queryOptions({
  queryKey: ["connections", "tokens"],
  queryFn: async ({ signal }) => (await call<{ items: TokenDates[] }>("GET", "/connections/tokens", { signal })).items,
});
