import { Menu, Text, TextInput, UnstyledButton } from "@mantine/core";
import {
  IconBookmark,
  IconBookmarkPlus,
  IconCheck,
  IconChevronDown,
  IconPlugConnected,
  IconTag,
  IconUser,
  IconUserQuestion,
  IconUsers,
} from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "~/api/call";
import { shortCount } from "~/i18n/format";
import { toast, toastError } from "~/shell/toasts";
import { countsQuery, viewsQuery } from "../api";
import { useInbox } from "../InboxContext";
import type { InboxSearch } from "../search";
import { useDirectory } from "../useDirectory";
import classes from "./ViewMenu.module.css";

const nothing = {
  who: undefined,
  label: undefined,
  team: undefined,
  connection: undefined,
  priority: undefined,
  filter: undefined,
  q: undefined,
};

/** Whose conversations the list shows, and the queries that were kept. */
export function ViewMenu() {
  const { t } = useTranslation("inbox");
  const { search, setSearch } = useInbox();
  const { labels, teams, connections } = useDirectory();
  const counts = useQuery(countsQuery).data;
  const views = useQuery(viewsQuery).data ?? [];
  const title =
    (search.label && labels.get(search.label)?.name) ||
    (search.team && teams.get(search.team)?.name) ||
    (search.connection && connections.get(search.connection)?.name) ||
    t(`view.${search.who ?? "everybody"}`);
  const item = (
    key: string,
    name: string,
    icon: React.ReactNode,
    change: InboxSearch,
    isChosen: boolean,
    count?: number,
  ) => (
    <Menu.Item
      key={key}
      leftSection={icon}
      rightSection={isChosen ? <IconCheck size={14} /> : count ? <Text size="xs">{shortCount(count)}</Text> : null}
      onClick={() => setSearch({ ...nothing, ...change })}
    >
      {name}
    </Menu.Item>
  );
  const isPlain = !search.label && !search.team && !search.connection;
  return (
    <Menu position="bottom-start" width={270}>
      <Menu.Target>
        <UnstyledButton className={classes.title}>
          <h1>{title}</h1>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflow: "auto" }}>
        {item("all", t("view.everybody"), <IconUsers size={16} />, {}, isPlain && !search.who)}
        {item("me", t("view.me"), <IconUser size={16} />, { who: "me" }, search.who === "me", counts?.mine)}
        {item(
          "none",
          t("view.none"),
          <IconUserQuestion size={16} />,
          { who: "none" },
          search.who === "none",
          counts?.unassigned,
        )}
        {views.length > 0 && <Menu.Label>{t("view.saved")}</Menu.Label>}
        {views.map((view) => item(view.id, view.name, <IconBookmark size={16} />, view.query, false))}
        {teams.size > 0 && <Menu.Label>{t("view.teams")}</Menu.Label>}
        {[...teams.values()].map((team) =>
          item(team.id, team.name, <IconUsers size={16} />, { team: team.id }, search.team === team.id),
        )}
        {labels.size > 0 && <Menu.Label>{t("view.labels")}</Menu.Label>}
        {[...labels.values()].map((label) =>
          item(
            label.id,
            label.name,
            <IconTag size={16} color={label.color} />,
            { label: label.id },
            search.label === label.id,
            counts?.byLabel[label.id],
          ),
        )}
        {connections.size > 1 && <Menu.Label>{t("view.connections")}</Menu.Label>}
        {connections.size > 1 &&
          [...connections.values()].map((one) =>
            item(
              one.id,
              one.name,
              <IconPlugConnected size={16} />,
              { connection: one.id },
              search.connection === one.id,
            ),
          )}
        <Menu.Divider />
        <KeepView search={search} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Keeps what the list shows now under a name. */
function KeepView({ search }: { search: InboxSearch }) {
  const { t } = useTranslation("inbox");
  const client = useQueryClient();
  const [name, setName] = useState("");
  const keep = useMutation({
    mutationFn: () => call("POST", "/views", { body: { name: name.trim(), query: search, shared: false } }),
    onSuccess: () => {
      setName("");
      toast(t("view.kept"));
      void client.invalidateQueries({ queryKey: viewsQuery.queryKey });
    },
    onError: toastError,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation(); // the menu would take letters for a search of its items
    if (event.key === "Enter" && name.trim()) keep.mutate();
  };
  return (
    <TextInput
      size="xs"
      m={6}
      value={name}
      onChange={(event) => setName(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      placeholder={t("view.keep")}
      aria-label={t("view.keep")}
      leftSection={<IconBookmarkPlus size={14} />}
      disabled={keep.isPending}
    />
  );
}
