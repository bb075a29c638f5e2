import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconAlarmSnooze, IconCalendarTime } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useInbox } from "../InboxContext";
import type { Conversation } from "../types";
import { useChange } from "../useChange";
import { SnoozeDialog } from "./SnoozeDialog";
import { SnoozeItems } from "./SnoozeItems";

/** Puts a conversation aside until a time; a new message brings it back earlier. */
export function SnoozeMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("inbox");
  const { menu, setMenu } = useInbox();
  const change = useChange();
  const [picks, setPicks] = useState(false);
  const isOpen = menu === "snooze";
  const until = (at: Date) =>
    change.mutate({ id: conversation.id, change: { status: "snoozed", snoozedUntil: at.toISOString() } });
  return (
    <>
      <Menu
        opened={isOpen}
        onChange={(opened) => setMenu(opened ? "snooze" : null)}
        width={230}
        position="bottom-end"
        returnFocus
      >
        <Menu.Target>
          <Tooltip label={`${t("action.snooze")} (s)`} disabled={isOpen}>
            <ActionIcon aria-label={t("action.snooze")} aria-haspopup="menu" aria-expanded={isOpen}>
              <IconAlarmSnooze size={18} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <SnoozeItems onPick={until} />
          <Menu.Divider />
          <Menu.Item leftSection={<IconCalendarTime size={16} />} onClick={() => setPicks(true)}>
            {t("snooze.own")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SnoozeDialog opened={picks} onClose={() => setPicks(false)} onPick={until} />
    </>
  );
}
