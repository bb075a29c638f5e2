import { Button } from "@mantine/core";
import { IconAlarmSnooze } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { useMay } from "~/session/session";
import type { Conversation } from "../types";
import { useChange } from "../useChange";
import classes from "./Thread.module.css";

/** Until when it was put aside, and the way to take it up again now. */
export function SnoozeBar({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("inbox");
  const may = useMay();
  const change = useChange();
  if (conversation.status !== "snoozed" || !conversation.snoozedUntil) return null;
  return (
    <div className={classes.snoozed}>
      <IconAlarmSnooze size={16} aria-hidden />
      <span>{t("snooze.until", { time: fullTime(conversation.snoozedUntil) })}</span>
      {may("conversations.write") && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => change.mutate({ id: conversation.id, change: { status: "open" } })}
        >
          {t("snooze.wake")}
        </Button>
      )}
    </div>
  );
}
