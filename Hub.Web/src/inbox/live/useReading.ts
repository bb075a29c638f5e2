import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useMay } from "~/session/session";
import { conversationQuery, markRead, tellPresence } from "../api";
import type { Conversation } from "../types";
import { patch } from "../useChange";
import { setPresence } from "./presence";
import { isWorthTelling, type Refused } from "./reading";

const sayAgain = 20_000;

/** Tells the hub what is being read: the count goes down, the contact sees it where the channel shows it, and colleagues know. */
export function useReading(conversation: Conversation | undefined): void {
  const client = useQueryClient();
  const may = useMay();
  const mayRead = may("messages.send");
  const mayTell = may("conversations.write");
  const id = conversation?.id;
  const unread = conversation?.unread ?? 0;
  const refused = useRef<Refused | null>(null);

  useEffect(() => {
    const read = () => {
      if (unread === 0) refused.current = null;
      if (!id || !mayRead || document.visibilityState !== "visible") return;
      if (!isWorthTelling(id, unread, refused.current)) return;
      patch(client, id, (row) => ({ ...row, unread: 0 }));
      // Not worth a message to the agent: it is said again when more comes, or the next time the conversation opens.
      markRead(id).catch(() => {
        refused.current = { id, unread };
        return client.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
      });
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [client, id, unread, mayRead]);

  useEffect(() => {
    if (!id || !mayTell) return;
    const tell = (state: "viewing" | "left") =>
      tellPresence(id, state).then(
        (answer) => setPresence(id, answer.items),
        () => setPresence(id, []), // who else is there is not known; the next beat asks again
      );
    const beat = () => document.visibilityState === "visible" && void tell("viewing");
    beat();
    const timer = setInterval(beat, sayAgain);
    return () => {
      clearInterval(timer);
      void tell("left");
    };
  }, [id, mayTell]);
}
