import { type DeliveryState, deliveryStates } from "./types";

/** What the page shows; kept in the address. */
export interface JobsSearch {
  tab?: "webhooks";
  state?: DeliveryState;
  connection?: string;
  delivery?: string;
  webhooks?: "failed" | "pending" | "applied";
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

export function readJobsSearch(search: Record<string, unknown>): JobsSearch {
  const state = deliveryStates.find((one) => one === search.state);
  const webhooks = (["failed", "pending", "applied"] as const).find((one) => one === search.webhooks);
  const [connection, delivery] = [text(search.connection), text(search.delivery)];
  return {
    ...(search.tab === "webhooks" && { tab: "webhooks" }),
    ...(state && { state }),
    ...(connection && { connection }),
    ...(delivery && { delivery }),
    ...(webhooks && { webhooks }),
  };
}
