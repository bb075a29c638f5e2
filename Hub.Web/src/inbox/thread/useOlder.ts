import { useEffect } from "react";
import type { Timeline } from "./useThread";

const aheadOfTop = 10;
const fillsScreen = 25;

interface Place {
  firstShown: number;
  rows: number;
  isAtEnd: () => boolean;
}

/** Fetches older entries before one reaches the top. */
export function useOlder(timeline: Timeline, { firstShown, rows, isAtEnd }: Place): void {
  const { isSuccess, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = timeline;
  useEffect(() => {
    if (!isSuccess || !hasNextPage || isFetchingNextPage || isFetchNextPageError || firstShown >= aheadOfTop) return;
    if (isAtEnd() && rows > fillsScreen) return; // it has just opened: nobody has asked for more
    void fetchNextPage();
  }, [isSuccess, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, firstShown, rows, isAtEnd]);
}
