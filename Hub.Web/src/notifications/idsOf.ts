import type { Notification } from "./types";

const most = 100; // as many as the hub takes in one question

/** The conversations of some notifications, each once; sorted, so that the same ones are the same question. */
export const idsOf = (notifications: Pick<Notification, "conversationId">[]): string[] =>
  [...new Set(notifications.map((one) => one.conversationId))].slice(0, most).sort();
