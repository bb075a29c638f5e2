import { text } from "~/page/address";
import { type DeliveryState, deliveryStates, type WebhookState, webhookStates } from "./types";

/** What the page shows; kept in the address. */
export interface JobsSearch {
  tab?: "webhooks";
  state?: DeliveryState;
  connection?: string;
  delivery?: string;
  /** Of one thing only: what it has led to, whatever the state. */
  conversation?: string;
  order?: string;
  ad?: string;
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
    ...subjectOf({ conversation: text(search.conversation), order: text(search.order), ad: text(search.ad) }),
  };
}

export type Subject = Pick<JobsSearch, "conversation" | "order" | "ad">;

export const wanteds = ["conversation", "order", "ad"] as const;
export type Wanted = (typeof wanteds)[number];

const uuid = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/i;

/** What somebody has typed or pasted, also a whole address of the page that shows it; null where no id is in it. */
export function subjectNamed(wanted: Wanted, typed: string): Subject | null {
  const id = wanted === "ad" ? typed.trim() : uuid.exec(typed)?.[0];
  return id ? { [wanted]: id } : null;
}

/** The first of them that is named; null when the page is about all jobs. */
export function subjectOf({
  conversation,
  order,
  ad,
}: { [key in keyof Subject]: Subject[key] | undefined }): Subject | null {
  if (conversation) return { conversation };
  if (order) return { order };
  return ad ? { ad } : null;
}
