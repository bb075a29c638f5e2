import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { type Icon, IconAlarmSnooze, IconAntennaBars5, IconTag, IconUserPlus, IconUsers } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "~/session/session";
import { SnoozeItems } from "../thread/SnoozeItems";
import type { BulkChange } from "../types";
import { useDirectory } from "../useDirectory";
import classes from "./ListPane.module.css";
import { PriorityMark, priorities } from "./PriorityMark";

/** What many conversations can be given at once. */
export function BulkMenus({ onChange }: { onChange: (change: BulkChange) => void }) {
  const { t } = useTranslation("inbox");
  const { labels, members, teams } = useDirectory();
  const { member } = useSession();
  const others = [...members.values()].filter((one) => one.state === "active" && one.id !== member.id);
  return (
    <>
      <BulkMenu label={t("action.assign")} icon={IconUserPlus}>
        <Menu.Item onClick={() => onChange({ assigneeId: member.id })}>{t("assign.me")}</Menu.Item>
        {others.map((one) => (
          <Menu.Item key={one.id} onClick={() => onChange({ assigneeId: one.id })}>
            {one.name}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => onChange({ assigneeId: null })}>{t("assign.nobody")}</Menu.Item>
        {teams.size > 0 && <Menu.Label>{t("view.teams")}</Menu.Label>}
        {[...teams.values()].map((team) => (
          <Menu.Item key={team.id} leftSection={<IconUsers size={16} />} onClick={() => onChange({ teamId: team.id })}>
            {team.name}
          </Menu.Item>
        ))}
        {teams.size > 0 && <Menu.Item onClick={() => onChange({ teamId: null })}>{t("assign.noTeam")}</Menu.Item>}
      </BulkMenu>
      <BulkMenu label={t("action.label")} icon={IconTag}>
        {[...labels.values()].map((label) => (
          <Menu.Item
            key={label.id}
            leftSection={<span className={classes.dot} style={{ background: label.color, display: "block" }} />}
            onClick={() => onChange({ addLabelIds: [label.id] })}
          >
            {label.name}
          </Menu.Item>
        ))}
        {labels.size === 0 && <Menu.Label>{t("label.none")}</Menu.Label>}
      </BulkMenu>
      <BulkMenu label={t("action.snooze")} icon={IconAlarmSnooze}>
        <SnoozeItems onPick={(at) => onChange({ status: "snoozed", snoozedUntil: at.toISOString() })} />
      </BulkMenu>
      <BulkMenu label={t("action.priority")} icon={IconAntennaBars5}>
        {priorities.map((priority) => (
          <Menu.Item
            key={priority}
            leftSection={<PriorityMark priority={priority} size={16} isNamed />}
            onClick={() => onChange({ priority })}
          >
            {t(`priority.${priority}`)}
          </Menu.Item>
        ))}
      </BulkMenu>
    </>
  );
}

function BulkMenu({ label, icon: Mark, children }: { label: string; icon: Icon; children: ReactNode }) {
  return (
    <Menu width={220}>
      <Menu.Target>
        <Tooltip label={label}>
          <ActionIcon aria-label={label} aria-haspopup="menu" size="md">
            <Mark size={17} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: "auto" }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
