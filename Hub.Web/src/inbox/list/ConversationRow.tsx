import { Checkbox, Tooltip } from "@mantine/core";
import {
  IconAlarmSnooze,
  IconAlertTriangleFilled,
  IconArrowBackUp,
  IconClockHour4,
  IconPhone,
  IconShoppingBag,
  IconSpeakerphone,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type CSSProperties, memo } from "react";
import { useTranslation } from "react-i18next";
import { ago, duration, fullTime } from "~/i18n/format";
import { initials } from "~/shell/initials";
import { ContactAvatar } from "../ContactAvatar";
import { meterOf } from "../composer/meter";
import { previewOf } from "../preview";
import type { Conversation } from "../types";
import type { Directory } from "../useDirectory";
import classes from "./ListPane.module.css";
import { PriorityMark } from "./PriorityMark";

interface Props {
  row: Conversation;
  style: CSSProperties;
  now: number;
  directory: Directory;
  isOpen: boolean;
  isSelected: boolean;
  onToggle: (id: string) => void;
}

export const ConversationRow = memo(function ConversationRow({
  row,
  style,
  now,
  directory,
  isOpen,
  isSelected,
  onToggle,
}: Props) {
  const { t } = useTranslation("inbox");
  const name = row.contactName ?? t("noName");
  const preview = previewOf(row.lastMessage, t);
  return (
    <div
      className={classes.row}
      style={style}
      data-open={isOpen || undefined}
      data-unread={row.unread > 0 || undefined}
      data-selected={isSelected || undefined}
    >
      <div className={classes.avatar}>
        <div className={classes.face}>
          <ContactAvatar id={row.contactId} name={row.contactName} connectorId={row.connectorId} />
        </div>
        <Checkbox
          className={classes.check}
          size="sm"
          checked={isSelected}
          onChange={() => onToggle(row.id)}
          aria-label={t("list.select", { name })}
        />
      </div>
      <div className={classes.text}>
        <div className={classes.line}>
          <Link
            to="/inbox/$conversationId"
            params={{ conversationId: row.id }}
            search={(all) => all as never}
            className={classes.name}
            aria-current={isOpen ? "true" : undefined}
            preload={false}
          >
            {name}
          </Link>
          <PriorityMark priority={row.priority} />
          <time className={classes.time} dateTime={row.lastActivityAt} title={fullTime(row.lastActivityAt)}>
            {ago(row.lastActivityAt, now)}
          </time>
        </div>
        <div className={classes.line}>
          {row.lastMessage?.direction === "outbound" && (
            <IconArrowBackUp size={14} color="var(--hub-quiet)" aria-label={t("list.fromUs")} />
          )}
          <span className={classes.preview}>{preview}</span>
          {row.unread > 0 && (
            <span className={classes.unread}>
              {row.unread > 99 ? "99+" : row.unread}
              <span className="hub-hidden"> {t("list.unread")}</span>
            </span>
          )}
        </div>
        <Marks row={row} now={now} directory={directory} />
      </div>
    </div>
  );
});

function Marks({ row, now, directory }: { row: Conversation; now: number; directory: Directory }) {
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
      {row.status === "snoozed" && row.snoozedUntil && <IconAlarmSnooze size={13} aria-label={t("status.snoozed")} />}
      {meter.tone === "soon" && meter.time !== null && (
        <Tooltip label={t("filter.windowClosing")}>
          <span className={classes.soon}>
            <IconClockHour4 size={12} aria-hidden /> {duration(meter.time)}
          </span>
        </Tooltip>
      )}
      {assignee && (
        <Tooltip label={t("list.assignedTo", { name: assignee.name })}>
          <span>{initials(assignee.name)}</span>
        </Tooltip>
      )}
    </div>
  );
}
