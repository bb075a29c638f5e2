import { text } from "~/page/address";
import { type DeliveryState, deliveryStates, type WebhookState, webhookStates } from "./types";

/** What the page shows; kept in the address. */
export interface JobsSearch {
  tab?: "webhooks";
  state?: DeliveryState;
  connection?: string;
  delivery?: string;
  webhooks?: WebhookState;
}

export function readJobsSearch(search: Record<string, unknown>): JobsSearch {
  const state = deliveryStates.find((one) => one === search.state);
  const webhooks = webhookStates.find((one) => one === search.webhooks);
  const [connection, delivery] = [text(search.connection), text(search.delivery)];
  return {
    ...(search.tab === "webhooks" && { tab: "webhooks" }),
    ...(state && { state }),
    ...(connection && { connection }),
    ...(delivery && { delivery }),
    ...(webhooks && { webhooks }),
  };
}
