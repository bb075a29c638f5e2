import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { clock, fullTime } from "~/i18n/format";
import type { Note } from "../types";
import type { Directory } from "../useDirectory";
import { mentionParts } from "./mentions";
import classes from "./Thread.module.css";

/** Seen by colleagues only. */
export function NoteView({ note, directory }: { note: Note; directory: Directory }) {
  const { t } = useTranslation("inbox");
  const names = note.mentions.map((id) => directory.members.get(id)?.name).filter((name) => name !== undefined);
  return (
    <article className={classes.note} aria-label={t("note.label")}>
      <header className={classes.noteHead}>
        <IconLock size={13} aria-hidden />
        <strong>{directory.members.get(note.authorId ?? "")?.name ?? t("note.somebody")}</strong>
        <span>{t("note.only")}</span>
        <time dateTime={note.at} title={fullTime(note.at)}>
          {clock(note.at)}
        </time>
      </header>
      <p className={classes.text} dir="auto">
        {mentionParts(note.text, names).map((part) =>
          part.isName ? (
            <span key={part.from} className={classes.mention}>
              {part.text}
            </span>
          ) : (
            part.text
          ),
        )}
      </p>
    </article>
  );
}
