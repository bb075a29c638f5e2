import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { timelineQuery } from "../api";
import { refreshThread } from "../live/refresh";
import { useOutbox } from "../outbox/useOutbox";
import type { Message } from "../types";
import { rowsOf } from "./rows";

/** What a thread shows: what the hub has, newest first, and below it what is on its way there. */
export function useThread(id: string) {
  const client = useQueryClient();
  const { entries } = useOutbox();
  const timeline = useInfiniteQuery(timelineQuery(id));
  const { data } = timeline;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const rows = useMemo(
    () =>
      rowsOf(
        items,
        entries.filter((entry) => entry.conversationId === id),
      ),
    [items, entries, id],
  );
  const byPlatformId = useMemo(
    () =>
      new Map(
        items.flatMap((item) => (item.message?.platformId ? [[item.message.platformId, item.message] as const] : [])),
      ),
    [items],
  );
  const quotedOf = useCallback(
    ({ quotedPlatformId }: Message) => (quotedPlatformId ? byPlatformId.get(quotedPlatformId) : undefined),
    [byPlatformId],
  );

  // What was loaded before is shown at once; what came meanwhile is taken up now.
  useEffect(() => {
    refreshThread(client, id).catch(() => client.invalidateQueries({ queryKey: timelineQuery(id).queryKey }));
  }, [client, id]);
  return { timeline, items, rows, quotedOf };
}

export type Timeline = ReturnType<typeof useThread>["timeline"];
