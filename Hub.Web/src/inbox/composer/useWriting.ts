import { type KeyboardEvent, type SyntheticEvent, useRef, useState } from "react";
import { useInbox } from "../InboxContext";
import type { CannedReply } from "../types";
import { useSuggestions } from "./useSuggestions";

interface Options {
  mode: "reply" | "note";
  text: string;
  contactName: string | null;
  onText: (text: string) => void;
  onSend: () => void;
  onReply?: (reply: CannedReply) => void;
}

/** The field one writes in: where the caret stands, what is suggested there, and what its keys do. */
export function useWriting({ mode, text, contactName, onText, onSend, onReply }: Options) {
  const { isPhone } = useInbox();
  const ref = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const suggestions = useSuggestions({
    mode,
    text,
    caret,
    contactName,
    onReply,
    onInsert: (next, nextCaret) => {
      onText(next);
      setCaret(nextCaret);
      requestAnimationFrame(() => {
        ref.current?.focus();
        ref.current?.setSelectionRange(nextCaret, nextCaret);
      });
    },
  });
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return; // Vietnamese input methods end a word with Enter
    if (suggestions.onKeyDown(event)) return;
    if (event.key === "Escape") event.currentTarget.blur();
    if (event.key !== "Enter" || event.shiftKey || (isPhone && !event.ctrlKey)) return;
    event.preventDefault();
    onSend();
  };
  const follow = (event: SyntheticEvent<HTMLTextAreaElement>) => setCaret(event.currentTarget.selectionStart);
  const field = {
    ref,
    value: text,
    onChange: (event: SyntheticEvent<HTMLTextAreaElement>) => {
      onText(event.currentTarget.value);
      follow(event);
    },
    onSelect: follow,
    onKeyDown,
    ...suggestions.field,
  };
  return { field, suggestions };
}

export type Writing = ReturnType<typeof useWriting>;
