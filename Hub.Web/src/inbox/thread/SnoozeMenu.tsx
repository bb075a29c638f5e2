import { Button, Stack, TextInput } from "@mantine/core";
import { IconAlarmSnooze } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
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
  const [own, setOwn] = useState("");
  const until = (at: Date) =>
    change.mutate({ id: conversation.id, change: { status: "snoozed", snoozedUntil: at.toISOString() } });
  const choices = snoozeTimes(new Date()).map(({ name, at }) => ({ id: at.toISOString(), name: t(`snooze.${name}`) }));
  const ownTime = new Date(own);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    until(ownTime);
    setMenu(null);
  };
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
      <form onSubmit={submit} onKeyDown={(event) => event.key !== "Escape" && event.stopPropagation()}>
        <Stack gap={6} p={6}>
          <TextInput
            type="datetime-local"
            size="xs"
            label={t("snooze.own")}
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" disabled={!(ownTime.getTime() > Date.now())}>
            {t("action.snooze")}
          </Button>
        </Stack>
      </form>
    </PickMenu>
  );
}
