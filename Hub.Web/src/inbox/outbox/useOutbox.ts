import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useSession } from "~/session/session";
import { queryClient } from "~/shell/query";
import { sendMessage, timelineQuery } from "../api";
import { Outbox } from "../composer/outbox";
import type { Page, TimelineItem } from "../types";
import { mergeTimeline } from "./merge";

let current: { memberId: string; outbox: Outbox } | undefined;

// One for the whole page: whatever is on the screen, what was written goes out.
function outboxOf(memberId: string): Outbox {
  if (current?.memberId === memberId) return current.outbox;
  const outbox = new Outbox(memberId, {
    storage: localStorage,
    send: sendMessage,
    now: Date.now,
    later: (run, milliseconds) => void setTimeout(run, milliseconds),
    onSent: (entry, messages) => {
      const items = messages.map(
        (message): TimelineItem => ({ id: message.id, at: message.occurredAt, kind: "message", message }),
      );
      queryClient.setQueryData<InfiniteData<Page<TimelineItem>, string | null>>(
        timelineQuery(entry.conversationId).queryKey,
        (loaded) => loaded && mergeTimeline(loaded, items),
      );
      void queryClient.invalidateQueries({ queryKey: ["conversation", entry.conversationId] });
    },
  });
  current = { memberId, outbox };
  outbox.wake();
  return outbox;
}

export function useOutbox() {
  const { member } = useSession();
  const outbox = useMemo(() => outboxOf(member.id), [member.id]);
  const entries = useSyncExternalStore(outbox.subscribe, outbox.all);
  return { outbox, entries };
}

/** Sends again when the network is back, and hears what other tabs wrote. */
export function useOutboxWaking(): void {
  const { outbox } = useOutbox();
  const client = useQueryClient();
  useEffect(() => {
    const wake = () => outbox.wake();
    const online = () => {
      wake();
      void client.invalidateQueries();
    };
    window.addEventListener("online", online);
    window.addEventListener("storage", wake);
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("storage", wake);
    };
  }, [outbox, client]);
}
