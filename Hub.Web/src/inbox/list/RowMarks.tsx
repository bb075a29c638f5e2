import { Tooltip } from "@mantine/core";
import {
  IconAlarmSnooze,
  IconAlertTriangleFilled,
  IconClockHour4,
  IconPhone,
  IconShoppingBag,
  IconSpeakerphone,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { clockOrDay, duration, fullTime } from "~/i18n/format";
import { initials } from "~/shell/initials";
import { meterOf } from "../composer/meter";
import type { Conversation } from "../types";
import type { Directory } from "../useDirectory";
import classes from "./ListPane.module.css";

/** What a seller wants to know of a conversation at one look. */
export function RowMarks({ row, now, directory }: { row: Conversation; now: number; directory: Directory }) {
  const { t } = useTranslation("inbox");
  const labels = row.labelIds.map((id) => directory.labels.get(id)).filter((label) => label !== undefined);
  const assignee = row.assigneeId ? directory.members.get(row.assigneeId) : undefined;
  const meter = meterOf(row.window, now);
  return (
    <div className={classes.meta}>
      {row.failedSend && (
        <IconAlertTriangleFilled size={13} className={classes.bad} aria-label={t("filter.failedSend")} />
      )}
      {row.fromAd && <IconSpeakerphone size={13} aria-label={t("filter.fromAd")} />}
      {row.hasPhone && <IconPhone size={13} aria-label={t("filter.hasPhone")} />}
      {row.hasOrder && <IconShoppingBag size={13} aria-label={t("filter.hasOrder")} />}
      <span className={classes.labels}>
        {labels.slice(0, 3).map((label) => (
          <span key={label.id} className={classes.label}>
            <span className={classes.dot} style={{ background: label.color }} />
            {label.name}
          </span>
        ))}
      </span>
      {row.status === "snoozed" && row.snoozedUntil && (
        <Tooltip label={t("snooze.until", { time: fullTime(row.snoozedUntil) })}>
          <span className={classes.mark}>
            <IconAlarmSnooze size={13} aria-hidden /> {clockOrDay(row.snoozedUntil, now)}
          </span>
        </Tooltip>
      )}
      {meter.tone === "soon" && meter.time !== null && (
        <Tooltip label={t("filter.windowClosing")}>
          <span className={`${classes.mark} ${classes.soon}`}>
            <IconClockHour4 size={12} aria-hidden /> {duration(meter.time)}
          </span>
        </Tooltip>
      )}
      {assignee && (
        <Tooltip label={t("list.assignedTo", { name: assignee.name })}>
          <span className={classes.assignee}>{initials(assignee.name)}</span>
        </Tooltip>
      )}
    </div>
  );
}
