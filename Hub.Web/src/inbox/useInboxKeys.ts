import { useHotkeys } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { type Command, useOffer } from "~/shell/commands";
import { conversationQuery, conversationsQuery } from "./api";
import type { Inbox, MenuName } from "./InboxContext";
import { allowedDeeds, type Deed } from "./keys";
import { useResolveIn } from "./useResolve";

const focusSearch = (): void => document.getElementById("inbox-search")?.focus();

// A menu or a window that is open takes the keys for itself.
const isTaken = (): boolean => document.querySelector("[role=dialog], [role=menu], [role=listbox]") !== null;

/** The inbox without a mouse; the same deeds stand in the command palette. */
export function useInboxKeys(inbox: Inbox, showHelp: () => void): void {
  const { t } = useTranslation("inbox");
  const client = useQueryClient();
  const may = useMay();
  const resolve = useResolveIn(inbox);
  const { openId, open, setMenu, search, composer, panelShown, setPanelShown } = inbox;

  const step = (by: 1 | -1) => {
    const rows = client.getQueryData(conversationsQuery(search).queryKey)?.pages.flatMap((page) => page.items) ?? [];
    const place = rows.findIndex((row) => row.id === openId);
    const next = place < 0 ? rows[0] : rows[place + by];
    if (next) open(next.id);
  };
  const menu = (name: MenuName) => () => setMenu(name);
  const run: Record<Deed, () => void> = {
    next: () => step(1),
    previous: () => step(-1),
    reply: () => composer.current?.write("reply"),
    note: () => composer.current?.write("note"),
    assign: menu("assign"),
    label: menu("label"),
    snooze: menu("snooze"),
    priority: menu("priority"),
    status: menu("status"),
    resolve: () => {
      const detail = openId && client.getQueryData(conversationQuery(openId).queryKey);
      if (detail) resolve(detail.conversation);
    },
    panel: () => setPanelShown(!panelShown),
    search: focusSearch,
    help: showHelp,
  };
  const deeds = allowedDeeds(may, openId !== undefined);
  useHotkeys(deeds.map(({ deed, keys }) => [keys, () => !isTaken() && run[deed]()]));

  const names = deeds.filter(({ isCommand }) => isCommand).map(({ deed, keys }) => `${deed} ${keys}`);
  const offered = names.join();
  // The palette runs what the deed is when it is chosen.
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const commands = useMemo(
    () =>
      offered.split(",").map((one): Command => {
        const [deed, keys] = one.split(" ") as [Deed, string];
        return {
          id: `inbox.${deed}`,
          label: t(`keys.${deed}`),
          keys: keys.replace("shift+", ""),
          group: t("keys.title"),
          run: () => latest.current[deed](),
        };
      }),
    [t, offered],
  );
  useOffer(commands);
}
