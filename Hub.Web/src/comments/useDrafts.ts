import { useState } from "react";
import type { Comment, Shelf } from "./types";

/** What is being written, by comment, and where the comment was shown then. */
export type Drafts = Record<string, { shelf: Shelf; text: string }>;

/** Answers that are being written. A colleague may be quicker: what was written does not vanish with its comment. */
export function useDrafts(shelf: Shelf, comments: Comment[] | undefined) {
  const [drafts, setDrafts] = useState<Drafts>({});
  const write = (id: string, text: string | null) =>
    setDrafts(({ [id]: _, ...others }) => (text === null ? others : { ...others, [id]: { shelf, text } }));
  return { drafts, write, orphans: comments ? orphansOf(drafts, shelf, comments) : [] };
}

/** Those of a shelf whose comments it does not have any more, by the comment's id. */
export const orphansOf = (drafts: Drafts, shelf: Shelf, comments: { id: string }[]): [string, string][] =>
  Object.entries(drafts).flatMap(([id, draft]) =>
    draft.shelf === shelf && draft.text.trim() && !comments.some((one) => one.id === id) ? [[id, draft.text]] : [],
  );
