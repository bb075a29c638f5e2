import type { Message } from "../types";

/** The hub itself did not send it, since it came too late: nothing went wrong. */
export const withheld = ({ failure }: Pick<Message, "failure">): boolean => failure?.outcome === "Withheld";
