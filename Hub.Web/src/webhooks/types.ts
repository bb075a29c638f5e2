import type { Schemas } from "~/api/client";

export type Endpoint = Schemas["WebhookEndpointResponse"];
export type NewEndpoint = Schemas["ManageWebhookEndpointsCreated"];
export type EventType = Schemas["ListWebhookDeliveriesEventType"];
export type HookDelivery = Schemas["ListWebhookDeliveriesItem"];
export type Rotated = Schemas["TryWebhookEndpointRotated"];

export interface EndpointForm {
  url?: string;
  description?: string;
  events?: string[];
  enabled?: boolean;
}
