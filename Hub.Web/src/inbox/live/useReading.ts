import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useMay } from "~/session/session";
import { markRead, tellPresence } from "../api";
import type { Conversation } from "../types";
import { patch } from "../useChange";
import { setPresence } from "./presence";

const sayAgain = 20_000;

/** Tells the hub what is being read: the count goes down, the contact sees it where the channel shows it, and colleagues know. */
export function useReading(conversation: Conversation | undefined): void {
  const client = useQueryClient();
  const may = useMay();
  const mayRead = may("messages.send");
  const mayTell = may("conversations.write");
  const id = conversation?.id;
  const unread = conversation?.unread ?? 0;

  useEffect(() => {
    if (!id || unread === 0 || !mayRead) return;
    const read = () => {
      if (document.visibilityState !== "visible") return;
      patch(client, id, (row) => ({ ...row, unread: 0 }));
      // Not worth a message to the agent: it is said again the next time the conversation opens.
      markRead(id).catch(() => client.invalidateQueries({ queryKey: ["conversation", id] }));
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [client, id, unread, mayRead]);

  useEffect(() => {
    if (!id || !mayTell) return;
    const tell = (state: "viewing" | "left") =>
      tellPresence(id, state).then(
        (answer) => setPresence(id, Array.isArray(answer) ? answer : answer.items),
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
