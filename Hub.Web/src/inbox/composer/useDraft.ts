import { useCallback, useMemo, useRef, useState } from "react";
import { useSession } from "~/session/session";
import type { Written } from "./draft";
import { Drafts } from "./drafts";

export type ChangeDraft = (part: Partial<Written> | ((now: Written) => Partial<Written>)) => void;

/** What is being written in the conversation. It is kept at once, so that what ends after one has gone elsewhere still counts. */
export function useDraft(conversationId: string): { written: Written; change: ChangeDraft } {
  const { member } = useSession();
  const drafts = useMemo(() => new Drafts(member.id), [member.id]);
  const [written, setWritten] = useState<Written>(() => {
    const { uploads: _, ...kept } = drafts.read(conversationId);
    return kept;
  });
  const latest = useRef(written);
  const change = useCallback<ChangeDraft>(
    (part) => {
      latest.current = { ...latest.current, ...(typeof part === "function" ? part(latest.current) : part) };
      drafts.keep(conversationId, latest.current);
      setWritten(latest.current);
    },
    [drafts, conversationId],
  );
  return { written, change };
}
