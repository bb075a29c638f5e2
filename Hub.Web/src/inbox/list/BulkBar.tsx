import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { IconCheck, IconTag, IconUserPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSession } from "~/session/session";
import { useInbox } from "../InboxContext";
import type { Change } from "../types";
import { useChangeMany } from "../useChange";
import { useDirectory } from "../useDirectory";
import classes from "./ListPane.module.css";

/** Changes all marked conversations at once. */
export function BulkBar() {
  const { t } = useTranslation("inbox");
  const { selected, setSelected } = useInbox();
  const { labels, members } = useDirectory();
  const { member } = useSession();
  const changeMany = useChangeMany();
  const apply = (change: Change & { addLabelIds?: string[] }) =>
    changeMany.mutate({ ids: [...selected], change }, { onSuccess: () => setSelected(new Set()) });
  const others = [...members.values()].filter((one) => one.state !== "disabled" && one.id !== member.id);
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("bulk.label")}>
      <strong style={{ flex: 1 }}>{t("bulk.count", { count: selected.size })}</strong>
      <Menu width={220}>
        <Menu.Target>
          <ActionIcon aria-label={t("action.assign")} size="md">
            <IconUserPlus size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflow: "auto" }}>
          <Menu.Item onClick={() => apply({ assigneeId: member.id })}>{t("assign.me")}</Menu.Item>
          {others.map((one) => (
            <Menu.Item key={one.id} onClick={() => apply({ assigneeId: one.id })}>
              {one.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => apply({ assigneeId: null })}>{t("assign.nobody")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Menu width={220}>
        <Menu.Target>
          <ActionIcon aria-label={t("action.label")} size="md">
            <IconTag size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflow: "auto" }}>
          {[...labels.values()].map((label) => (
            <Menu.Item
              key={label.id}
              leftSection={<span className={classes.dot} style={{ background: label.color }} />}
              onClick={() => apply({ addLabelIds: [label.id] })}
            >
              {label.name}
            </Menu.Item>
          ))}
          {labels.size === 0 && <Menu.Label>{t("label.none")}</Menu.Label>}
        </Menu.Dropdown>
      </Menu>
      <Button
        size="compact-sm"
        leftSection={<IconCheck size={14} />}
        loading={changeMany.isPending}
        onClick={() => apply({ status: "resolved" })}
      >
        {t("action.resolve")}
      </Button>
      <Tooltip label={t("bulk.clear")}>
        <ActionIcon size="md" onClick={() => setSelected(new Set())} aria-label={t("bulk.clear")}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
