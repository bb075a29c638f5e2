import { Button, Loader } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { PageError } from "~/shell/PageError";
import type { Message } from "../types";
import { useDirectory } from "../useDirectory";
import { Announcer } from "./Announcer";
import { EntryView } from "./EntryView";
import { estimatedHeight } from "./rows";
import classes from "./Thread.module.css";
import { useEnd } from "./useEnd";
import { useOlder } from "./useOlder";
import { useTarget } from "./useTarget";
import { useThread } from "./useThread";

interface Props {
  id: string;
  contactName: string | null;
  /** Left out where the channel cannot quote, and for members who may not answer. */
  onQuote: ((message: Message) => void) | undefined;
}

/** Opens at the newest entry; older ones come as one scrolls up, and what one reads stays where it is. */
export const Thread = memo(function Thread({ id, contactName, onQuote }: Props) {
  const { t } = useTranslation("inbox");
  const directory = useDirectory();
  const { timeline, items, rows, quotedOf } = useThread(id);
  const scroll = useRef<HTMLElement>(null);
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
  const end = useEnd(virtual, scroll, timeline.isSuccess);
  const shown = virtual.getVirtualItems();
  useOlder(timeline, { firstShown: shown[0]?.index ?? 0, rows: rows.length, isAtEnd: end.isPinned });
  const { target, isSought } = useTarget(timeline, rows, (place) => {
    end.leave();
    virtual.scrollToIndex(place, { align: "center" });
  });
  // The newest rows, without making every row anew when they change.
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  }, [rows]);
  const show = useCallback(
    (message: Message) => {
      const place = latest.current.findIndex((row) => row.key === message.id);
      if (place >= 0) virtual.scrollToIndex(place, { align: "center" });
    },
    [virtual],
  );

  if (timeline.isError && items.length === 0)
    return <PageError error={timeline.error} reset={() => void timeline.refetch()} info={{ componentStack: "" }} />;
  return (
    <div className={classes.body}>
      <section
        ref={end.attach}
        className={classes.scroll}
        aria-label={t("thread.messages")}
        aria-busy={timeline.isPending}
        tabIndex={0}
        onScroll={end.onScroll}
      >
        {(timeline.isPending || timeline.isFetchingNextPage) && (
          <Loader size="xs" className={classes.loader} aria-label={t(isSought ? "thread.seeking" : "loading")} />
        )}
        <div className={classes.canvas} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, key, start }) => {
            const row = rows[index];
            return (
              row && (
                <div
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  className={classes.row}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <EntryView
                    row={row}
                    contactName={contactName}
                    directory={directory}
                    quoted={row.kind === "message" ? quotedOf(row.message) : undefined}
                    isTarget={row.key === target}
                    onShow={show}
                    onQuote={onQuote}
                  />
                </div>
              )
            );
          })}
        </div>
      </section>
      {timeline.isSuccess && <Announcer items={items} />}
      {!end.isNear && (
        <Button
          className={classes.toEnd}
          size="compact-sm"
          radius="xl"
          leftSection={<IconArrowDown size={14} />}
          onClick={end.go}
        >
          {t("thread.toEnd")}
        </Button>
      )}
    </div>
  );
});
