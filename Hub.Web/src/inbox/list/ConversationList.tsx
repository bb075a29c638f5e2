import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { PageError } from "~/shell/PageError";
import { useNow } from "~/shell/useNow";
import { conversationsQuery } from "../api";
import { useInbox } from "../InboxContext";
import { useDirectory } from "../useDirectory";
import { ConversationRow } from "./ConversationRow";
import { EmptyList } from "./EmptyList";
import classes from "./ListPane.module.css";
import { RowSkeleton } from "./RowSkeleton";

const rowHeight = 80;
const aheadOfEnd = 25;

/** Draws only what is on the screen, so that a hundred thousand conversations scroll like fifty. */
export function ConversationList() {
  const { t } = useTranslation("inbox");
  const { search, openId, selected, setSelected } = useInbox();
  const maySelect = useMay()("conversations.write");
  const directory = useDirectory();
  const now = useNow();
  const scroll = useRef<HTMLDivElement>(null);
  const list = useInfiniteQuery(conversationsQuery(search));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const waiting = list.isPending ? 8 : list.hasNextPage ? 3 : 0;
  const virtual = useVirtualizer({
    count: rows.length + waiting,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && lastShown >= rows.length - aheadOfEnd)
      void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, lastShown, rows.length]);

  // Once for each conversation that opens, as soon as it is in the list; not when the list moves under it.
  const place = openId ? rows.findIndex((row) => row.id === openId) : -1;
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (!openId) shown.current = undefined;
    if (!openId || place < 0 || shown.current === openId) return;
    shown.current = openId;
    virtual.scrollToIndex(place, { align: "auto" });
  }, [virtual, openId, place]);

  const toggle = useCallback(
    (id: string) =>
      setSelected((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [setSelected],
  );
  if (list.isError && rows.length === 0)
    return <PageError error={list.error} reset={() => void list.refetch()} info={{ componentStack: "" }} />;
  if (list.isSuccess && rows.length === 0) return <EmptyList />;
  return (
    <div ref={scroll} className={classes.scroll} aria-busy={list.isPending}>
      <ul className={classes.canvas} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return <RowSkeleton key={key} start={start} />;
          return (
            <li key={key}>
              <ConversationRow
                row={row}
                start={start}
                now={now}
                directory={directory}
                isOpen={row.id === openId}
                isSelected={selected.has(row.id)}
                onToggle={maySelect ? toggle : undefined}
              />
            </li>
          );
        })}
      </ul>
      {isFetchNextPageError && (
        <Button variant="subtle" fullWidth onClick={() => void fetchNextPage()}>
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}
