import { type Shelf, shelves } from "./types";

/** What the page shows; kept in the address. */
export interface CommentsSearch {
  shelf?: Shelf;
}

export function readCommentsSearch(search: Record<string, unknown>): CommentsSearch {
  const shelf = shelves.find((one) => one === search.shelf);
  return shelf && shelf !== "waiting" ? { shelf } : {};
}
