import { Button } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { toastError } from "~/shell/toasts";
import { addNote } from "../api";
import { refreshThread } from "../live/refresh";
import { useDirectory } from "../useDirectory";
import classes from "./Composer.module.css";
import { mentioned } from "./canned";
import { useWriting } from "./useWriting";
import { WritingField } from "./WritingField";

interface Props {
  conversationId: string;
  note: string;
  onNote: (note: string) => void;
  /** What was saved may have been written on meanwhile. */
  onSaved: (note: string) => void;
}

/** Writes for colleagues only. */
export function NoteWriter({ conversationId, note, onNote, onSaved }: Props) {
  const { t } = useTranslation("inbox");
  const client = useQueryClient();
  const { members } = useDirectory();
  const save = useMutation({
    mutationFn: (text: string) => addNote(conversationId, text, mentioned(text, [...members.values()])),
    onSuccess: async (_, text) => {
      onSaved(text);
      await refreshThread(client, conversationId);
    },
    onError: toastError,
  });
  const send = () => {
    if (note.trim() && !save.isPending) save.mutate(note.trim());
  };
  const writing = useWriting({ mode: "note", text: note, contactName: null, onText: onNote, onSend: send });
  return (
    <>
      <WritingField writing={writing} label={t("composer.note")} placeholder={t("composer.notePlaceholder")} />
      <div className={classes.bottom}>
        <span className={classes.plan}>{t("note.only")}</span>
        <Button
          size="compact-md"
          rightSection={<IconSend2 size={15} />}
          onClick={send}
          loading={save.isPending}
          disabled={!note.trim()}
          color="yellow"
        >
          {t("composer.save")}
        </Button>
      </div>
    </>
  );
}
