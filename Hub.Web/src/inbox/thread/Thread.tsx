import { Button, Loader } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type UIEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { PageError } from "~/shell/PageError";
import { timelineQuery } from "../api";
import { refreshThread } from "../live/useLive";
import { useOutbox } from "../live/useOutbox";
import type { Message } from "../types";
import { useDirectory } from "../useDirectory";
import { EntryView } from "./EntryView";
import { estimatedHeight, rowsOf } from "./rows";
import classes from "./Thread.module.css";

const aheadOfTop = 10;
const fillsScreen = 25;
const nearEnd = 40;
const farFromEnd = 200;

interface Props {
  id: string;
  contactName: string | null;
  canQuote: boolean;
  onQuote: (message: Message) => void;
}

/** Opens at the newest entry; older ones come as one scrolls up, and what one reads stays where it is. */
export function Thread({ id, contactName, canQuote, onQuote }: Props) {
  const { t } = useTranslation("inbox");
  const client = useQueryClient();
  const directory = useDirectory();
  const { entries } = useOutbox();
  const scroll = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const pinned = useRef(true);
  const lastTop = useRef(0);
  const timeline = useInfiniteQuery(timelineQuery(id));
  const items = useMemo(() => timeline.data?.pages.flatMap((page) => page.items) ?? [], [timeline.data]);
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
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => estimatedHeight(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: 80,
    overscan: 6,
    paddingStart: 12,
    paddingEnd: 12,
  });

  const isThere = timeline.isSuccess;
  // Whoever has not scrolled up stays at the newest entry, whatever grows: a row that is measured, the composer, a phone's keyboard.
  const totalSize = virtual.getTotalSize();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the size changes
  useLayoutEffect(() => {
    if (isThere && pinned.current) virtual.scrollToEnd();
  }, [isThere, totalSize]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the observer lives as long as the thread
  useEffect(() => {
    const element = scroll.current;
    if (!element) return;
    const observer = new ResizeObserver(() => pinned.current && virtual.scrollToEnd());
    observer.observe(element);
    return () => observer.disconnect();
  }, [isThere]);
  const onScroll = (event: UIEvent<HTMLElement>) => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    const fromEnd = scrollHeight - clientHeight - scrollTop;
    if (fromEnd < nearEnd) pinned.current = true;
    else if (scrollTop < lastTop.current - 1) pinned.current = false;
    lastTop.current = scrollTop;
    setAtEnd(pinned.current || fromEnd < farFromEnd);
  };

  // Shown at once from before; what came meanwhile is taken up now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the thread opens
  useEffect(() => {
    if (isThere)
      void refreshThread(client, id).catch(() => client.invalidateQueries({ queryKey: timelineQuery(id).queryKey }));
  }, [id]);

  const shown = virtual.getVirtualItems();
  const firstShown = shown[0]?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError } = timeline;
  useEffect(() => {
    if (!isThere || !hasNextPage || isFetchingNextPage || isFetchNextPageError || firstShown >= aheadOfTop) return;
    if (pinned.current && rows.length > fillsScreen) return; // it has just opened: nobody has asked for more
    void fetchNextPage();
  }, [isThere, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, firstShown, rows.length]);

  const show = (message: Message) => {
    const place = rows.findIndex((row) => row.key === message.id);
    if (place >= 0) virtual.scrollToIndex(place, { align: "center" });
  };
  const toEnd = () => {
    pinned.current = true;
    virtual.scrollToEnd();
  };
  if (timeline.isError && items.length === 0)
    return <PageError error={timeline.error} reset={() => void timeline.refetch()} info={{ componentStack: "" }} />;
  return (
    <div className={classes.body}>
      <div
        ref={scroll}
        className={classes.scroll}
        role="log"
        aria-label={t("thread.messages")}
        aria-busy={timeline.isPending}
        tabIndex={0}
        onScroll={onScroll}
      >
        {(timeline.isPending || isFetchingNextPage) && (
          <Loader size="xs" m="xs" style={{ position: "absolute", left: "50%" }} aria-label={t("loading")} />
        )}
        <div className={classes.canvas} style={{ height: totalSize }}>
          {shown.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className={classes.row}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <EntryView
                    row={row}
                    contactName={contactName}
                    directory={directory}
                    quotedOf={(key) => byPlatformId.get(key)}
                    onShow={show}
                    onQuote={canQuote ? onQuote : undefined}
                  />
                </div>
              )
            );
          })}
        </div>
      </div>
      {!atEnd && (
        <Button
          className={classes.toEnd}
          size="compact-sm"
          radius="xl"
          leftSection={<IconArrowDown size={14} />}
          onClick={toEnd}
        >
          {t("thread.toEnd")}
        </Button>
      )}
    </div>
  );
}
