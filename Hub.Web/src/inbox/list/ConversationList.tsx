import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { PageError } from "~/shell/PageError";
import { useNow } from "~/shell/useNow";
import { conversationsQuery } from "../api";
import { useInbox } from "../InboxContext";
import { useDirectory } from "../useDirectory";
import { ConversationRow } from "./ConversationRow";
import { EmptyList } from "./EmptyList";
import classes from "./ListPane.module.css";

const rowHeight = 80;
const aheadOfEnd = 25;

/** Draws only what is on the screen, so that a hundred thousand conversations scroll like fifty. */
export function ConversationList() {
  const { t } = useTranslation("inbox");
  const { search, openId, selected, setSelected } = useInbox();
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

  const place = openId ? rows.findIndex((row) => row.id === openId) : -1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another conversation opens, not when the list moves under it
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: "auto" });
  }, [openId]);

  if (list.isError && rows.length === 0)
    return <PageError error={list.error} reset={() => void list.refetch()} info={{ componentStack: "" }} />;
  if (list.isSuccess && rows.length === 0) return <EmptyList />;
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  return (
    <div ref={scroll} className={classes.scroll} aria-busy={list.isPending}>
      <ul
        className={classes.canvas}
        style={{ height: virtual.getTotalSize(), margin: 0, padding: 0, listStyle: "none" }}
      >
        {items.map((item) => {
          const row = rows[item.index];
          const style = { transform: `translateY(${item.start}px)` };
          return row ? (
            <li key={item.key}>
              <ConversationRow
                row={row}
                style={style}
                now={now}
                directory={directory}
                isOpen={row.id === openId}
                isSelected={selected.has(row.id)}
                onToggle={toggle}
              />
            </li>
          ) : (
            <li key={item.key} className={classes.skeleton} style={style} aria-hidden>
              <Skeleton circle height={36} />
              <div style={{ flex: 1 }}>
                <Skeleton height={10} width="55%" mt={6} />
                <Skeleton height={9} width="85%" mt={10} />
              </div>
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
