import { queryOptions } from "@tanstack/react-query";
import { call, named } from "~/api/call";
import { pagesOf } from "~/api/lists";
import { getText } from "~/api/text";
import { ofCause } from "./deeds";
import type { Subject } from "./search";
import type { Attempt, Cause, Delivery, DeliveryState, Engine, Preview, WebhookEvent, WebhookState } from "./types";

export const causesQuery = (state: DeliveryState) =>
  queryOptions({
    queryKey: ["deliveries", "causes", state],
    queryFn: async ({ signal }) =>
      (await call<{ items: Cause[] }>("GET", "/deliveries/causes", { query: { state }, signal })).items,
  });

export const deliveriesQuery = (state: DeliveryState, { connectionId, kind, outcome, code }: Cause) =>
  pagesOf<Delivery>(
    "deliveries",
    "/deliveries",
    { state, connectionId, kind, outcome: outcome ?? undefined, code: code ?? undefined },
    25,
  );

/** All that one conversation, order or ad has led to, or what of it is in one state. */
export const subjectQuery = ({ conversation, order, ad }: Subject, state: DeliveryState | undefined) =>
  pagesOf<Delivery>("deliveries", "/deliveries", { conversationId: conversation, orderId: order, adId: ad, state });

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ["deliveries", "one", id],
    queryFn: ({ signal }) =>
      call<{ delivery: Delivery; attempts: Attempt[] }>("GET", `/deliveries/${named(id)}`, { signal }),
  });

export const webhooksQuery = (state: WebhookState) =>
  pagesOf<WebhookEvent>("webhook-events", "/webhook-events", { state });

const webhookBody = (id: string): string => `/webhook-events/${id}/body`;
export const webhookBodyAddress = (id: string): string => `/api/v1${webhookBody(id)}`;

/** What was posted, byte by byte. Holds what people wrote: asked for only by a click. */
export const webhookBodyQuery = (id: string) =>
  queryOptions({
    queryKey: ["webhook-body", id],
    queryFn: ({ signal }) => getText(webhookBody(id), signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** How many a replay of the group would be about, as it is now, and when the last of them gets its turn. */
export const countCause = (cause: Cause, perMinute: number): Promise<Preview & { endsAt: string | null }> =>
  call("POST", "/deliveries/replays", { body: { ...ofCause(cause), perMinute, preview: true } });

/** Only what the preview has counted: what failed since then waits for a word of its own. */
export const replayCause = (
  cause: Cause,
  perMinute: number,
  { failedBefore }: Preview,
): Promise<{ replayed: number }> =>
  call("POST", "/deliveries/replays", { body: { ...ofCause(cause), perMinute, failedBefore } });

export const countSkips = (cause: Cause): Promise<Preview> =>
  call("POST", "/deliveries/skips", { body: { ...ofCause(cause), preview: true } });

/** Only what the preview has counted. */
export const skipCause = (cause: Cause, reason: string, { failedBefore }: Preview): Promise<{ skipped: number }> =>
  call("POST", "/deliveries/skips", { body: { ...ofCause(cause), reason, failedBefore } });

export const skipDelivery = (id: string, reason: string): Promise<void> =>
  call("POST", `/deliveries/${id}/skip`, { body: { reason } });

export const replayDelivery = (id: string, evenInDoubt: boolean): Promise<unknown> =>
  call("POST", `/deliveries/${id}/replay`, { query: { evenInDoubt: evenInDoubt || undefined } });

export const replayWebhook = (id: string): Promise<unknown> => call("POST", `/webhook-events/${id}/replay`);

export const replayWebhooks = (connectionId: string, failureCode: string | null): Promise<{ replayed: number }> =>
  call("POST", "/webhook-events/replays", { body: { connectionId, failureCode } });

/** What runs the jobs and whether anybody does, and where its own page is for those who may see it. */
export const engineQuery = queryOptions({
  queryKey: ["job-engine"],
  queryFn: ({ signal }) => call<Engine>("GET", "/job-engine", { signal }),
  // No event tells that nobody works any more: those who could tell it are gone.
  refetchInterval: 15_000,
});
