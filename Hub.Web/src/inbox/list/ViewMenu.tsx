import { Menu, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconBookmark,
  IconBookmarkPlus,
  IconChevronDown,
  IconPlugConnected,
  IconSettings,
  IconTag,
  IconUser,
  IconUserQuestion,
  IconUsers,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { shortCount } from "~/i18n/format";
import { countsQuery, viewsQuery } from "../api";
import { useInbox } from "../InboxContext";
import { anything, type InboxSearch, readSearch } from "../search";
import { useDirectory } from "../useDirectory";
import { KeepView } from "./KeepView";
import { ManageViews } from "./ManageViews";
import { PriorityMark, priorities } from "./PriorityMark";
import classes from "./ViewMenu.module.css";
import { isShownView, titleOf } from "./view";

/** Whose conversations the list shows, and the queries that were kept. */
export function ViewMenu() {
  const { t } = useTranslation("inbox");
  const { search, setSearch } = useInbox();
  const directory = useDirectory();
  const { labels, teams } = directory;
  const channels = [...directory.connections.values()].filter((one) => one.kinds.includes("channel"));
  const counts = useQuery(countsQuery).data;
  const views = useQuery(viewsQuery).data ?? [];
  const title = titleOf(search, directory, views, t);
  const [keeps, keep] = useDisclosure(false);
  const [manages, manage] = useDisclosure(false);
  const item = (key: string, name: string, icon: ReactNode, view: InboxSearch, count?: number) => (
    <Menu.RadioItem
      key={key}
      value={key}
      checked={isShownView(view, search)}
      onChange={() => setSearch({ ...anything, ...view })}
      closeMenuOnClick
      rightSection={count ? <Text size="xs">{shortCount(count)}</Text> : null}
    >
      <span className="hub-choice">
        {icon}
        {name}
      </span>
    </Menu.RadioItem>
  );
  return (
    <>
      <Menu position="bottom-start" width={280}>
        <div className={classes.head}>
          <h1 className="hub-hidden">{title}</h1>
          <Menu.Target>
            <UnstyledButton className={classes.title}>
              <span>{title}</span>
              <span className="hub-hidden">, {t("view.choose")}</span>
              <IconChevronDown size={16} aria-hidden />
            </UnstyledButton>
          </Menu.Target>
        </div>
        <Menu.Dropdown mah="70vh" style={{ overflow: "auto" }}>
          {item("all", t("view.everybody"), <IconUsers size={16} />, {})}
          {item("me", t("view.me"), <IconUser size={16} />, { who: "me" }, counts?.mine)}
          {item("none", t("view.none"), <IconUserQuestion size={16} />, { who: "none" }, counts?.unassigned)}
          {views.length > 0 && <Menu.Label>{t("view.saved")}</Menu.Label>}
          {views.map((view) => item(view.id, view.name, <IconBookmark size={16} />, readSearch({ ...view.query })))}
          {teams.size > 0 && <Menu.Label>{t("view.teams")}</Menu.Label>}
          {[...teams.values()].map((team) => item(team.id, team.name, <IconUsers size={16} />, { team: team.id }))}
          {labels.size > 0 && <Menu.Label>{t("view.labels")}</Menu.Label>}
          {[...labels.values()].map((label) =>
            item(
              label.id,
              label.name,
              <IconTag size={16} color={label.color} />,
              { label: label.id },
              counts?.byLabel[label.id],
            ),
          )}
          <Menu.Label>{t("action.priority")}</Menu.Label>
          {priorities
            .filter((priority) => priority !== "none")
            .map((priority) =>
              item(priority, t(`priority.${priority}`), <PriorityMark priority={priority} size={16} isNamed />, {
                priority,
              }),
            )}
          {channels.length > 1 && <Menu.Label>{t("view.connections")}</Menu.Label>}
          {channels.length > 1 &&
            channels.map((one) => item(one.id, one.name, <IconPlugConnected size={16} />, { connection: one.id }))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconBookmarkPlus size={16} />} onClick={keep.open}>
            {t("view.keep")}
          </Menu.Item>
          {views.length > 0 && (
            <Menu.Item leftSection={<IconSettings size={16} />} onClick={manage.open}>
              {t("view.manage")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <KeepView opened={keeps} onClose={keep.close} />
      <ManageViews opened={manages} onClose={manage.close} views={views} />
    </>
  );
}
