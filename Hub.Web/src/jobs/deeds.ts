import type { Cause, Delivery, DeliveryState, RecordKind } from "./types";

/** What was given up or set aside can be done again; what is in doubt only by somebody who looked. */
export const mayReplay = (state: DeliveryState): boolean => ["dead", "unknown", "cancelled"].includes(state);

/** What still waits for something: its turn, or a person. */
export const maySkip = (state: DeliveryState): boolean => ["owed", "dead", "unknown"].includes(state);

/** What a delivery of the kind is about, where that has a page of its own. */
export const recordOf = (kind: Delivery["kind"]): RecordKind | null => {
  if (kind === "syncContact" || kind === "learnName") return "contact";
  if (kind === "syncOrder") return "order";
  return kind === "syncBooking" ? "booking" : null;
};

/** What is settled without anybody. */
export const isOver = (state: DeliveryState): boolean => state === "done" || state === "cancelled";

/** The group as the hub finds it: by what was answered too, since one without a code is a group of its own. */
export const ofCause = ({ connectionId, kind, outcome, code }: Cause) => ({ connectionId, kind, outcome, code });

/** Whether a delivery belongs to the group: of those that were not tried yet the hub answers all of their lane. */
export const isOf = ({ outcome, code }: Cause, delivery: Delivery): boolean =>
  delivery.outcome === outcome && delivery.code === code;
