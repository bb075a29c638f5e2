import { useImperativeHandle } from "react";
import { useInbox } from "../InboxContext";
import type { Message } from "../types";
import type { Sent } from "./draft";

/** What the rest of the inbox asks of the field in which one writes. */
export interface ComposerHandle {
  write: (kind: "reply" | "note") => void;
  quote: (message: Message) => void;
  /** A message that did not go, to be changed. */
  takeBack: (sent: Sent) => void;
}

export function useComposerHandle(handle: ComposerHandle): void {
  const { composer } = useInbox();
  useImperativeHandle(composer, () => handle);
}
