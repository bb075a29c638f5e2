import { useHotkeys } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { type Command, useOffer } from "~/shell/commands";
import { conversationsQuery } from "./api";
import type { Inbox } from "./InboxContext";
import type { ConversationDetail } from "./types";
import { useResolveIn } from "./useResolve";

export const focusComposer = (kind: "reply" | "note"): boolean =>
  document.dispatchEvent(new CustomEvent("hub:compose", { detail: kind }));
export const focusSearch = (): void => document.getElementById("inbox-search")?.focus();

/** The inbox without a mouse; the same deeds stand in the command palette. */
export function useInboxKeys(inbox: Inbox, showHelp: () => void): void {
  const { t } = useTranslation("inbox");
  const client = useQueryClient();
  const may = useMay();
  const resolveConversation = useResolveIn(inbox);
  const { openId, open, setMenu, search } = inbox;
  const mayChange = may("conversations.write");

  const step = (by: 1 | -1) => {
    const rows = client.getQueryData(conversationsQuery(search).queryKey)?.pages.flatMap((page) => page.items) ?? [];
    const place = rows.findIndex((row) => row.id === openId);
    const next = place < 0 ? rows[0] : rows[place + by];
    if (next) open(next.id);
  };
  const resolve = useCallback(() => {
    const detail = client.getQueryData<ConversationDetail>(["conversation", openId]);
    if (detail) resolveConversation(detail.conversation);
  }, [client, openId, resolveConversation]);
  const onOpen = (deed: () => void) => () => openId && deed();
  const onChange = (deed: () => void) => () => openId && mayChange && deed();

  useHotkeys([
    ["j", () => step(1)],
    ["k", () => step(-1)],
    ["r", onOpen(() => focusComposer("reply"))],
    ["n", onOpen(() => focusComposer("note"))],
    ["a", onChange(() => setMenu("assign"))],
    ["l", onChange(() => setMenu("label"))],
    ["s", onChange(() => setMenu("snooze"))],
    ["p", onChange(() => setMenu("priority"))],
    ["e", onChange(resolve)],
    ["i", onOpen(() => inbox.setPanelShown(!inbox.panelShown))],
    ["/", focusSearch],
    ["shift+?", showHelp],
  ]);

  const commands = useMemo(() => {
    const group = t("keys.title");
    const all: (Command & { needsOpen: boolean; needsWrite?: boolean })[] = [
      { id: "inbox.search", label: t("keys.search"), keys: "/", run: focusSearch, group, needsOpen: false },
      {
        id: "inbox.reply",
        label: t("keys.reply"),
        keys: "r",
        run: () => focusComposer("reply"),
        group,
        needsOpen: true,
      },
      { id: "inbox.note", label: t("keys.note"), keys: "n", run: () => focusComposer("note"), group, needsOpen: true },
      {
        id: "inbox.assign",
        label: t("keys.assign"),
        keys: "a",
        run: () => setMenu("assign"),
        group,
        needsOpen: true,
        needsWrite: true,
      },
      {
        id: "inbox.label",
        label: t("keys.label"),
        keys: "l",
        run: () => setMenu("label"),
        group,
        needsOpen: true,
        needsWrite: true,
      },
      {
        id: "inbox.snooze",
        label: t("keys.snooze"),
        keys: "s",
        run: () => setMenu("snooze"),
        group,
        needsOpen: true,
        needsWrite: true,
      },
      {
        id: "inbox.resolve",
        label: t("keys.resolve"),
        keys: "e",
        run: resolve,
        group,
        needsOpen: true,
        needsWrite: true,
      },
      { id: "inbox.keys", label: t("keys.help"), keys: "?", run: showHelp, group, needsOpen: false },
    ];
    return all.filter((one) => (!one.needsOpen || openId) && (!one.needsWrite || mayChange));
  }, [t, openId, mayChange, setMenu, showHelp, resolve]);
  useOffer(commands);
}
