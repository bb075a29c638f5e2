import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { onSignedOut } from "~/api/http";
import { useSession } from "~/session/session";
import { queryClient } from "~/shell/query";
import { sendMessage, timelineQuery } from "../api";
import { anew } from "../live/anew";
import { addUnknown } from "../live/merge";
import { refreshThread } from "../live/refresh";
import type { Page, TimelineItem } from "../types";
import { alone } from "./alone";
import { Outbox } from "./outbox";
import { isOutboxKey } from "./shelf";

let current: { memberId: string; outbox: Outbox } | undefined;

// One for the whole page: whatever is on the screen, what was written goes out.
function outboxOf(memberId: string): Outbox {
  if (current?.memberId === memberId) return current.outbox;
  current?.outbox.stop();
  const outbox = new Outbox(memberId, {
    storage: localStorage,
    send: sendMessage,
    now: Date.now,
    later: (run, milliseconds) => void setTimeout(run, milliseconds),
    alone,
    onSent: ({ conversationId }, messages) => {
      const items = messages.map(
        (message): TimelineItem => ({ id: message.id, at: message.occurredAt, kind: "message", message }),
      );
      // A repeated call gets the answer of the first: what the thread knows of a message is never older than that.
      queryClient.setQueryData<InfiniteData<Page<TimelineItem>, string | null>>(
        timelineQuery(conversationId).queryKey,
        (loaded) => loaded && addUnknown(loaded, items),
      );
      void queryClient.invalidateQueries({ queryKey: ["conversation", conversationId] });
      refreshThread(queryClient, conversationId).catch(() =>
        queryClient.invalidateQueries({ queryKey: timelineQuery(conversationId).queryKey }),
      );
    },
  });
  current = { memberId, outbox };
  return outbox;
}

export function useOutbox() {
  const { member } = useSession();
  const outbox = useMemo(() => outboxOf(member.id), [member.id]);
  const entries = useSyncExternalStore(outbox.subscribe, outbox.all);
  return { outbox, entries };
}

/** Sends for as long as the member is signed in: at the start, when the network is back, when another tab wrote. */
export function useSending(isOn: boolean): void {
  const { outbox } = useOutbox();
  const client = useQueryClient();
  useEffect(() => {
    if (!isOn) return;
    const online = () => {
      outbox.wake();
      void anew(client);
    };
    const hear = ({ key }: StorageEvent) => isOutboxKey(key) && outbox.hear();
    outbox.wake();
    window.addEventListener("online", online);
    window.addEventListener("storage", hear);
    const stopHearing = onSignedOut(() => outbox.stop());
    return () => {
      outbox.stop();
      window.removeEventListener("online", online);
      window.removeEventListener("storage", hear);
      stopHearing();
    };
  }, [outbox, client, isOn]);
}
