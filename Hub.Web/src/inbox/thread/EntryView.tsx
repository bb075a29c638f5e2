import { memo } from "react";
import { useTranslation } from "react-i18next";
import { dayName } from "~/i18n/format";
import type { Message } from "../types";
import type { Directory } from "../useDirectory";
import { EventView } from "./EventView";
import { MessageView } from "./MessageView";
import { NoteView } from "./NoteView";
import { OutgoingView } from "./OutgoingView";
import { isSameRow, type Row } from "./rows";
import classes from "./Thread.module.css";

export interface EntryProps {
  row: Row;
  contactName: string | null;
  directory: Directory;
  /** The message that it answers, where that is loaded. */
  quoted: Message | undefined;
  /** Somebody came to see this one. */
  isTarget: boolean;
  onShow: (message: Message) => void;
  onQuote: ((message: Message) => void) | undefined;
}

const isSame = (before: EntryProps, now: EntryProps): boolean =>
  isSameRow(before.row, now.row) &&
  before.contactName === now.contactName &&
  before.directory === now.directory &&
  before.quoted === now.quoted &&
  before.isTarget === now.isTarget &&
  before.onShow === now.onShow &&
  before.onQuote === now.onQuote;

export const EntryView = memo(function EntryView(props: EntryProps) {
  const { row, directory } = props;
  const { t } = useTranslation("inbox");
  switch (row.kind) {
    case "day":
      return (
        <div className={classes.day}>
          <span>{dayName(row.at, t("day.today"), t("day.yesterday"))}</span>
        </div>
      );
    case "message":
      return <MessageView {...props} message={row.message} startsGroup={row.startsGroup} endsGroup={row.endsGroup} />;
    case "note":
      return <NoteView note={row.note} directory={directory} />;
    case "event":
      return <EventView at={row.at} event={row.event} directory={directory} />;
    case "outgoing":
      return <OutgoingView entry={row.entry} />;
  }
}, isSame);
