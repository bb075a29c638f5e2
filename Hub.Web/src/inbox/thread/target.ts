const mostPages = 100;

export interface Search {
  isSought: boolean;
  isFound: boolean;
  isBusy: boolean;
  mayHaveMore: boolean;
  pages: number;
}

/** What to do next for a message that is to be shown: it may be in a page that is not loaded yet. */
export function nextStep({
  isSought,
  isFound,
  isBusy,
  mayHaveMore,
  pages,
}: Search): "wait" | "older" | "show" | "giveUp" {
  if (!isSought) return "wait";
  if (isFound) return "show";
  if (isBusy) return "wait";
  return mayHaveMore && pages < mostPages ? "older" : "giveUp";
}
