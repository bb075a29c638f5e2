/** How many were unread when the hub refused to note that they were read. */
export interface Refused {
  id: string;
  unread: number;
}

/** A refusal would come again at once: it is said anew only when more has come, or when the conversation opens again. */
export const isWorthTelling = (id: string | undefined, unread: number, refused: Refused | null): boolean =>
  id !== undefined && unread > 0 && !(refused?.id === id && unread <= refused.unread);
