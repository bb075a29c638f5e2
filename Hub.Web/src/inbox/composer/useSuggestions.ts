import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useState } from "react";
import { fold } from "~/i18n/fold";
import { cannedQuery as allReplies } from "../api";
import type { CannedReply } from "../types";
import { useDirectory } from "../useDirectory";
import { cannedQuery, insertReply, matchingReplies, mentionQuery } from "./canned";

export interface Suggestion {
  id: string;
  title: string;
  text: string;
  /** How many pictures and files go with it. */
  files?: number;
  take: () => void;
}

interface Options {
  mode: "reply" | "note";
  text: string;
  caret: number;
  contactName: string | null;
  onInsert: (text: string, caret: number) => void;
  onReply?: ((reply: CannedReply) => void) | undefined;
}

export interface SuggestionList {
  items: Suggestion[];
  active: number;
  listId: string;
  isOpen: boolean;
  query: string;
  start: () => void;
  onKeyDown: (event: KeyboardEvent) => boolean;
  field: {
    "aria-autocomplete": "list";
    "aria-controls": string | undefined;
    "aria-activedescendant": string | undefined;
  };
}

/** Canned replies behind `/` or `#`; colleagues behind `@` in a note. */
export function useSuggestions({ mode, text, caret, contactName, onInsert, onReply }: Options): SuggestionList {
  const listId = useId();
  const { members } = useDirectory();
  const replies = useQuery(allReplies).data ?? [];
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState("");
  const asked = mode === "reply" ? cannedQuery(text, caret) : mentionQuery(text, caret);
  const here = asked ? `${asked.from} ${asked.query}` : "";
  const items: Suggestion[] =
    !asked || dismissed === here ? [] : mode === "reply" ? cannedItems(asked) : memberItems(asked);
  const chosen = Math.min(active, Math.max(0, items.length - 1));
  const isOpen = asked !== null && dismissed !== here && (items.length > 0 || mode === "reply");

  function cannedItems({ from, query }: { from: number; query: string }): Suggestion[] {
    return matchingReplies(replies, query).map((reply) => ({
      id: reply.id,
      title: reply.shortcut.startsWith("/") || reply.shortcut.startsWith("#") ? reply.shortcut : `/${reply.shortcut}`,
      text: reply.text || reply.attachments.map((file) => file.fileName ?? "").join(", "),
      files: reply.attachments.length,
      take: () => {
        const next = insertReply(text, caret, from, reply.text, contactName);
        onInsert(next.text, next.caret);
        onReply?.(reply);
      },
    }));
  }

  function memberItems({ from, query }: { from: number; query: string }): Suggestion[] {
    return [...members.values()]
      .filter((one) => one.state !== "disabled" && fold(one.name).includes(fold(query)))
      .slice(0, 8)
      .map((one) => ({
        id: one.id,
        title: one.name,
        text: one.email,
        take: () => onInsert(`${text.slice(0, from)}@${one.name} ${text.slice(caret)}`, from + one.name.length + 2),
      }));
  }

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen) return false;
    if (event.key === "Escape") setDismissed(here);
    else if (items.length === 0) {
      if (event.key !== "Enter") return false;
      setDismissed(here); // a mistyped shortcut is not for the customer; a second Enter says it is
    } else if (event.key === "ArrowDown") setActive((chosen + 1) % items.length);
    else if (event.key === "ArrowUp") setActive((chosen + items.length - 1) % items.length);
    else if (event.key === "Enter" || event.key === "Tab") {
      items[chosen]?.take();
      setActive(0);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const start = () => {
    const before = text.slice(0, caret);
    const gap = before && !/\s$/.test(before) ? " " : "";
    onInsert(`${before}${gap}/${text.slice(caret)}`, caret + gap.length + 1);
  };
  const field: SuggestionList["field"] = {
    "aria-autocomplete": "list",
    "aria-controls": isOpen ? listId : undefined,
    "aria-activedescendant": isOpen && items[chosen] ? `${listId}-${items[chosen].id}` : undefined,
  };
  return { items, active: chosen, listId, isOpen, query: asked?.query ?? "", start, onKeyDown, field };
}
