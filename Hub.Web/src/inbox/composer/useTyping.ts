import { useEffect, useRef } from "react";
import { useMay } from "~/session/session";
import { tellPresence } from "../api";
import { setPresence } from "../live/presence";

const sayAgain = 8_000;

/** Tells colleagues that one is writing: at the first letter, and again while it goes on. */
export function useTyping(conversationId: string, text: string): void {
  const may = useMay();
  const mayTell = may("conversations.write");
  const toldAt = useRef(0);
  const first = useRef(text);
  useEffect(() => {
    if (text === first.current) return;
    first.current = text;
    if (!mayTell || !text || Date.now() - toldAt.current < sayAgain) return;
    toldAt.current = Date.now();
    void tellPresence(conversationId, "typing").then(
      (answer) => setPresence(conversationId, answer.items),
      () => setPresence(conversationId, []),
    );
  }, [conversationId, text, mayTell]);
}
