import type { Conversation, Page, TimelineItem } from "../types";

export interface Pages<T> {
  pages: Page<T>[];
  pageParams: (string | null)[];
}

const newestFirst = (one: { at: string; id: string }, other: { at: string; id: string }): number =>
  other.at.localeCompare(one.at) || other.id.localeCompare(one.id);

const placeOf = (row: Conversation) => ({ at: row.lastActivityAt, id: row.id });

/**
 * Puts into a loaded list what the hub said of some conversations: those answered stand where their time puts them, those asked for
 * and not answered are gone. What belongs below the last loaded row is left to the next page.
 */
export function mergeConversations(
  loaded: Pages<Conversation>,
  asked: string[],
  answered: Conversation[],
): Pages<Conversation> {
  const touched = new Set(asked);
  const isLast = loaded.pages.at(-1)?.next == null;
  const floor = loaded.pages.flatMap((page) => page.items).at(-1);
  const pages = loaded.pages.map((page) => ({ ...page, items: page.items.filter((row) => !touched.has(row.id)) }));
  for (const row of answered) {
    const below = floor && !touched.has(floor.id) && newestFirst(placeOf(floor), placeOf(row)) < 0;
    if (below && !isLast) continue;
    insert(pages, row, (other) => newestFirst(placeOf(other), placeOf(row)) > 0);
  }
  return { ...loaded, pages };
}

/** Puts entries into a loaded thread: known ones change in place, new ones stand where their time puts them. */
export function mergeTimeline(loaded: Pages<TimelineItem>, fresh: TimelineItem[]): Pages<TimelineItem> {
  const byId = new Map(fresh.map((item) => [item.id, item]));
  const moved = new Set<string>();
  const pages = loaded.pages.map((page) => ({
    ...page,
    items: page.items.flatMap((item) => {
      const now = byId.get(item.id);
      if (!now) return [item];
      if (now.at !== item.at) {
        moved.add(item.id); // the platform told its own time
        return [];
      }
      byId.delete(item.id);
      return [isSame(item, now) ? item : now];
    }),
  }));
  const oldest = loaded.pages.flatMap((page) => page.items).at(-1);
  const isLast = loaded.pages.at(-1)?.next == null;
  for (const item of byId.values()) {
    const below = oldest && !moved.has(item.id) && newestFirst(oldest, item) < 0;
    if (below && !isLast) continue;
    insert(pages, item, (other) => newestFirst(other, item) > 0);
  }
  return { ...loaded, pages };
}

// What did not change stays the same object, so that it is not drawn again.
const isSame = (one: TimelineItem, other: TimelineItem): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Puts into a loaded thread those of the entries that it does not have yet, and leaves the others as they are. */
export function addUnknown(loaded: Pages<TimelineItem>, items: TimelineItem[]): Pages<TimelineItem> {
  const known = new Set(loaded.pages.flatMap((page) => page.items.map((item) => item.id)));
  return mergeTimeline(
    loaded,
    items.filter((item) => !known.has(item.id)),
  );
}

/** Whether entries between what is loaded and what was just fetched may be missing. */
export function hasGap(loaded: Pages<TimelineItem>, fresh: Page<TimelineItem>): boolean {
  const known = new Set(loaded.pages.flatMap((page) => page.items.map((item) => item.id)));
  return known.size > 0 && fresh.next !== null && !fresh.items.some((item) => known.has(item.id));
}

function insert<T>(pages: Page<T>[], item: T, isOlder: (other: T) => boolean): void {
  for (const page of pages) {
    const place = page.items.findIndex(isOlder);
    if (place < 0) continue;
    page.items = page.items.toSpliced(place, 0, item);
    return;
  }
  const last = pages.at(-1);
  if (last) last.items = [...last.items, item];
}
