import type { Cause, Delivery, DeliveryState, PlaceKind } from "./types";

/** Whether a group can be done again: not what was to end the connection, nor what has none any more to be done with. */
export const mayReplayAll = ({ kind }: Cause, connection: { state: string } | undefined): boolean =>
  kind !== "revoke" && connection?.state !== "disconnected";

/** What still waits for something: its turn, or a person. */
export const maySkip = (state: DeliveryState): boolean => ["owed", "dead", "unknown"].includes(state);

export interface Place {
  kind: PlaceKind;
  id: string;
}

/** Where what a delivery is about is found, the nearest first: of an order's sync the order, of a message its conversation. */
export const placesOf = ({ orderId, bookingId, conversationId, contactId }: Delivery): Place[] =>
  (
    [
      ["order", orderId],
      ["booking", bookingId],
      ["conversation", conversationId],
      ["contact", contactId],
    ] as const
  ).flatMap(([kind, id]) => (id ? [{ kind, id }] : []));

/** What is settled without anybody. */
export const isOver = (state: DeliveryState): boolean => state === "done" || state === "cancelled";

/** The group as the hub finds it: by what was answered too, since one without a code is a group of its own. */
export const ofCause = ({ connectionId, kind, outcome, code }: Cause) => ({ connectionId, kind, outcome, code });

/** Whether a delivery belongs to the group: of those that were not tried yet the hub answers all of their lane. */
export const isOf = ({ outcome, code }: Cause, delivery: Delivery): boolean =>
  delivery.outcome === outcome && delivery.code === code;
