import type { Schemas } from "~/api/client";

export type DeliveryState = Schemas["DeliveryState"];
export const deliveryStates = [
  "dead",
  "unknown",
  "owed",
  "started",
  "done",
  "cancelled",
] as const satisfies DeliveryState[];

/** What runs the jobs. */
export type Engine = Schemas["GetJobEngineResponse"];
export type Delivery = Schemas["DeliveryResponse"];
/** What a delivery can be about and that has a page. */
export type PlaceKind = "conversation" | "contact" | "order" | "booking";
export type Attempt = Schemas["GetDeliveryTry"];
/** Deliveries of one state that failed alike. */
export type Cause = Schemas["ListDeliveryCausesCause"];
/** How many a deed would be about, and until when they had failed. */
export type Preview = Pick<Schemas["SkipDeliveriesResponse"], "matched" | "failedBefore">;

/** Those without a connection stand with the connections. */
export type WebhookState = Exclude<Schemas["WebhookEventState"], "unrouted">;
export const webhookStates = ["failed", "pending", "applied"] as const satisfies WebhookState[];
export type WebhookEvent = Schemas["WebhookEventResponse"];
