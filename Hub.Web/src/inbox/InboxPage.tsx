import { Drawer } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useIsPhone } from "~/shell/useIsPhone";
import { conversationQuery } from "./api";
import type { ComposerHandle } from "./composer/useComposerHandle";
import { InboxContext, type MenuName } from "./InboxContext";
import classes from "./InboxPage.module.css";
import { KeyboardHelp } from "./KeyboardHelp";
import { ListPane } from "./list/ListPane";
import { ContactPanel } from "./panel/ContactPanel";
import { compact, type InboxSearch, listOnly } from "./search";
import { NoConversation } from "./thread/NoConversation";
import { ThreadPane } from "./thread/ThreadPane";
import { useInboxKeys } from "./useInboxKeys";
import { useIsWide } from "./useIsWide";

/** List, thread and contact side by side; on a phone each is a screen of its own. */
export function InboxPage() {
  const { t } = useTranslation("inbox");
  const search = useSearch({ from: "/shell/inbox" });
  const { conversationId: openId } = useParams({ strict: false });
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const isWide = useIsWide();
  const [menu, setMenu] = useState<MenuName | null>(null);
  const [panelShown, setPanelShown] = useState(isWide);
  const [helpShown, setHelpShown] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const composer = useRef<ComposerHandle>(null);

  const open = useCallback(
    (id: string | undefined) =>
      void (id
        ? navigate({
            to: "/inbox/$conversationId",
            params: { conversationId: id },
            search: (all) => listOnly(all as InboxSearch),
          })
        : navigate({ to: "/inbox", search: (all) => listOnly(all as InboxSearch) })),
    [navigate],
  );
  const setSearch = useCallback(
    (change: Partial<Record<keyof InboxSearch, unknown>>) => {
      if (Object.keys(change).some((name) => name !== "message")) setSelected(new Set());
      void navigate({ to: ".", search: (all) => compact({ ...all, ...change }) as never, replace: true });
    },
    [navigate],
  );
  const context = useMemo(
    () => ({
      search,
      openId,
      open,
      setSearch,
      menu,
      setMenu,
      panelShown,
      setPanelShown,
      selected,
      setSelected,
      composer,
      isPhone,
    }),
    [search, openId, open, setSearch, menu, panelShown, selected, isPhone],
  );

  const { data: detail } = useQuery({ ...conversationQuery(openId ?? ""), enabled: openId !== undefined });
  useDocumentTitle(`${detail?.conversation.contactName ?? t("nav.inbox")} · Hub`);
  const showHelp = useCallback(() => setHelpShown(true), []);
  useInboxKeys(context, showHelp);

  const panelBeside = isWide && panelShown && openId;
  return (
    <InboxContext value={context}>
      <div className={classes.inbox} data-open={openId ? true : undefined} data-panel={panelBeside ? true : undefined}>
        {(!isPhone || !openId) && <ListPane />}
        {(!isPhone || openId) && (openId ? <ThreadPane key={openId} id={openId} /> : <NoConversation />)}
        {panelBeside && (
          <aside className={classes.panel} aria-label={t("panel.label")}>
            <ContactPanel key={openId} conversationId={openId} />
          </aside>
        )}
        {openId && !isWide && (
          <Drawer
            opened={panelShown}
            onClose={() => setPanelShown(false)}
            position="right"
            size={isPhone ? "100%" : 360}
            title={t("panel.label")}
            closeButtonProps={{ "aria-label": t("close") }}
            padding={0}
            classNames={{ header: classes.drawerHeader }}
          >
            <ContactPanel key={openId} conversationId={openId} />
          </Drawer>
        )}
        <KeyboardHelp opened={helpShown} onClose={() => setHelpShown(false)} />
      </div>
    </InboxContext>
  );
}
