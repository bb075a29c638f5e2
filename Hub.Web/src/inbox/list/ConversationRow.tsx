import { Checkbox } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { ago, fullTime } from "~/i18n/format";
import { ContactAvatar } from "../ContactAvatar";
import { previewOf } from "../preview";
import { type InboxSearch, listOnly } from "../search";
import type { Conversation } from "../types";
import type { Directory } from "../useDirectory";
import classes from "./ListPane.module.css";
import { PriorityMark } from "./PriorityMark";
import { RowMarks } from "./RowMarks";

interface Props {
  row: Conversation;
  /** Where in the list it stands, in pixels. */
  start: number;
  now: number;
  directory: Directory;
  isOpen: boolean;
  isSelected: boolean;
  /** Left out for members who may not change conversations. */
  onToggle: ((id: string) => void) | undefined;
}

export const ConversationRow = memo(function ConversationRow({
  row,
  start,
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
      style={{ transform: `translateY(${start}px)` }}
      data-open={isOpen || undefined}
      data-unread={row.unread > 0 || undefined}
      data-selected={isSelected || undefined}
    >
      <div className={classes.avatar} data-may-select={onToggle !== undefined || undefined}>
        <div className={classes.face}>
          <ContactAvatar id={row.contactId} name={row.contactName} connectorId={row.connectorId} />
        </div>
        {onToggle && (
          <Checkbox
            className={classes.check}
            size="sm"
            checked={isSelected}
            onChange={() => onToggle(row.id)}
            aria-label={t("list.select", { name })}
          />
        )}
      </div>
      <div className={classes.text}>
        <div className={classes.line}>
          <Link
            to="/inbox/$conversationId"
            params={{ conversationId: row.id }}
            search={(all) => listOnly(all as InboxSearch)}
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
        <RowMarks row={row} now={now} directory={directory} />
      </div>
    </div>
  );
});
