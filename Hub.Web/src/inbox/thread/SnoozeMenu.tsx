import { TextInput } from "@mantine/core";
import { IconAlarmSnooze } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { useInbox } from "../InboxContext";
import type { Conversation } from "../types";
import { useChange } from "../useChange";
import { PickMenu } from "./PickMenu";
import { snoozeTimes } from "./snooze";

/** Puts a conversation aside until a time; a new message brings it back earlier. */
export function SnoozeMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("inbox");
  const { setMenu } = useInbox();
  const change = useChange();
  const until = (at: Date) =>
    change.mutate({ id: conversation.id, change: { status: "snoozed", snoozedUntil: at.toISOString() } });
  const choices = snoozeTimes(new Date()).map(({ name, at }) => ({
    id: at.toISOString(),
    name: t(`snooze.${name}`),
    left: null,
    hint: fullTime(at),
  }));
  return (
    <PickMenu
      menu="snooze"
      icon={IconAlarmSnooze}
      label={t("action.snooze")}
      keys="s"
      choices={choices}
      nothing={t("pick.nothing")}
      onPick={({ id }) => until(new Date(id))}
    >
      <TextInput
        type="datetime-local"
        size="xs"
        m={6}
        label={t("snooze.own")}
        onKeyDown={(event) => event.key !== "Escape" && event.stopPropagation()}
        onBlur={(event) => {
          const at = new Date(event.currentTarget.value);
          if (!(at.getTime() > Date.now())) return;
          until(at);
          setMenu(null);
        }}
      />
    </PickMenu>
  );
}
