import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import { allOf, pagesOf } from "~/api/lists";
import type { Endpoint, EndpointForm, EventType, HookDelivery, NewEndpoint, Rotated } from "./types";

const path = "/webhook-endpoints";

export const endpointsQuery = allOf<Endpoint>("webhook-endpoints", path);

export const eventTypesQuery = queryOptions({
  queryKey: ["webhook-event-types"],
  queryFn: async ({ signal }) => (await call<{ items: EventType[] }>("GET", "/webhook-event-types", { signal })).items,
  staleTime: 5 * 60_000,
});

export const deliveriesOf = (id: string) => pagesOf<HookDelivery>("webhook-deliveries", `${path}/${id}/deliveries`);

export const createEndpoint = (form: EndpointForm): Promise<NewEndpoint> => call("POST", path, { body: form });

export const changeEndpoint = (id: string, form: EndpointForm): Promise<Endpoint> =>
  call("PATCH", `${path}/${id}`, { body: form });

export const testEndpoint = (id: string): Promise<void> => call("POST", `${path}/${id}/tests`);

export const rotateSecret = (id: string, overlapHours: number): Promise<Rotated> =>
  call("POST", `${path}/${id}/secrets`, { body: { overlapHours } });

export const redeliver = (
  id: string,
  what: { deliveryId: string } | { failedSince: string },
): Promise<{ count: number; endsAt: string | null }> => call("POST", `${path}/${id}/redeliveries`, { body: what });
