import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconCheck, IconChevronDown, IconRotate } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useInbox } from "../InboxContext";
import type { Conversation, Status } from "../types";
import { useChange } from "../useChange";
import { useResolve } from "../useResolve";

const others: Status[] = ["open", "pending", "resolved", "spam"];

/** Ends the conversation with one tap, or sets how it stands: open, or waiting for somebody else. */
export function StatusMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("inbox");
  const { isPhone, menu, setMenu } = useInbox();
  const resolve = useResolve();
  const change = useChange();
  const isDone = conversation.status === "resolved";
  const Mark = isDone ? IconRotate : IconCheck;
  const deed = t(isDone ? "action.reopen" : "action.resolve");
  const pick = (status: string) =>
    status === "resolved"
      ? resolve(conversation)
      : change.mutate({ id: conversation.id, change: { status: status as Status } });
  const variant = isDone ? "default" : "light";
  return (
    <Button.Group>
      {isPhone ? (
        <ActionIcon
          variant={variant}
          color="sea"
          radius="md"
          style={{ borderStartEndRadius: 0, borderEndEndRadius: 0 }}
          onClick={() => resolve(conversation)}
          aria-label={deed}
        >
          <Mark size={18} />
        </ActionIcon>
      ) : (
        <Button
          size="compact-md"
          variant={variant}
          leftSection={<Mark size={15} />}
          onClick={() => resolve(conversation)}
        >
          {deed}
        </Button>
      )}
      <Menu
        opened={menu === "status"}
        onChange={(opened) => setMenu(opened ? "status" : null)}
        position="bottom-end"
        width={200}
        returnFocus
      >
        <Menu.Target>
          <Button
            size={isPhone ? "sm" : "compact-md"}
            px={isPhone ? 4 : 5}
            variant={variant}
            aria-label={t("status.set")}
            {...(isPhone && { h: 34 })}
          >
            <IconChevronDown size={15} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t("status.set")}</Menu.Label>
          {others.map((status) => (
            <Menu.RadioItem
              key={status}
              value={status}
              checked={conversation.status === status}
              onChange={pick}
              closeMenuOnClick
            >
              {t(`status.${status}`)}
            </Menu.RadioItem>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
