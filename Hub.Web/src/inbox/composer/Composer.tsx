import { ActionIcon, Button, FileButton, SegmentedControl, Textarea, Tooltip } from "@mantine/core";
import { IconBolt, IconPaperclip, IconSend2, IconTemplate } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/api/http";
import { useMay } from "~/session/session";
import { toastError } from "~/shell/toasts";
import { useNow } from "~/shell/useNow";
import { addNote } from "../api";
import { useInbox } from "../InboxContext";
import { refreshThread } from "../live/useLive";
import { useOutbox } from "../live/useOutbox";
import type { ConversationDetail, Draft, Message } from "../types";
import { useDirectory } from "../useDirectory";
import { AttachmentTray } from "./AttachmentTray";
import { Closed } from "./Closed";
import classes from "./Composer.module.css";
import { mentioned } from "./canned";
import { keepDraft, readDraft } from "./drafts";
import { mayWrite } from "./meter";
import type { Outgoing } from "./outbox";
import { PlanLine } from "./PlanLine";
import { QuotedLine } from "./QuotedLine";
import { Suggestions } from "./Suggestions";
import { TemplateForm } from "./TemplateForm";
import { usePlan } from "./usePlan";
import { useSuggestions } from "./useSuggestions";
import { useTyping } from "./useTyping";
import { useUploads } from "./useUploads";
import { WindowMeter } from "./WindowMeter";

interface Props {
  detail: ConversationDetail;
  quoted: Message | null;
  onDropQuote: () => void;
}

export function Composer({ detail, quoted, onDropQuote }: Props) {
  const { t } = useTranslation("inbox");
  const { conversation, replyWindow } = detail;
  const id = conversation.id;
  const may = useMay();
  const { isPhone } = useInbox();
  const { members } = useDirectory();
  const client = useQueryClient();
  const { outbox } = useOutbox();
  const [tag, setTag] = useState<string | null>(null);
  const windowIsOpen = mayWrite(replyWindow, useNow());
  const isOpen = windowIsOpen || tag !== null;
  const [kept] = useState(() => readDraft(id));
  const [mode, setMode] = useState<"reply" | "note">(may("messages.send") ? "reply" : "note");
  const [text, setText] = useState(kept.text);
  const [note, setNote] = useState(kept.note);
  const [caret, setCaret] = useState(0);
  const [templateShown, setTemplateShown] = useState(false);
  const { uploads, setUploads, add, remove } = useUploads(kept.uploads, replyWindow.limits);
  const field = useRef<HTMLTextAreaElement>(null);
  const isNote = mode === "note";
  const value = isNote ? note : text;
  const setValue = isNote ? setNote : setText;

  useEffect(() => keepDraft(id, { text, note, uploads }), [id, text, note, uploads]);
  useTyping(id, isNote ? "" : text);

  const done = uploads.filter((upload) => upload.attachmentId !== undefined);
  const draft: Draft = {
    ...(text.trim() && { text: text.trim() }),
    ...(done.length > 0 && { attachments: done.map((upload) => upload.attachmentId as string) }),
    ...(quoted && { quotedMessageId: quoted.id }),
    ...(!windowIsOpen && tag && { tag }),
  };
  const isEmpty = !draft.text && !draft.attachments;
  const plan = usePlan(id, isNote || isEmpty || !isOpen ? null : draft);
  const tooLong = replyWindow.limits?.textLength != null && text.length > replyWindow.limits.textLength * 10;
  const canSend =
    isOpen &&
    !isEmpty &&
    !tooLong &&
    uploads.every((upload) => upload.state === "done") &&
    (plan?.problems.length ?? 0) === 0;

  const save = useMutation({
    mutationFn: () => addNote(id, note.trim(), mentioned(note, [...members.values()])),
    onSuccess: async () => {
      setNote("");
      await refreshThread(client, id);
    },
    onError: toastError,
  });
  const send = () => {
    if (isNote) {
      if (note.trim() && !save.isPending) save.mutate();
      return;
    }
    if (!canSend) return;
    outbox.add(
      id,
      draft,
      done.map((upload) => upload.name),
      newKey(),
    );
    setText("");
    setUploads([]);
    onDropQuote();
    field.current?.focus();
  };

  const suggestions = useSuggestions({
    mode,
    text: value,
    caret,
    contactName: conversation.contactName,
    onInsert: (next, nextCaret) => {
      setValue(next);
      setCaret(nextCaret);
      requestAnimationFrame(() => {
        field.current?.focus();
        field.current?.setSelectionRange(nextCaret, nextCaret);
      });
    },
  });

  useEffect(() => {
    const compose = (event: Event) => {
      setMode((event as CustomEvent<"reply" | "note">).detail);
      requestAnimationFrame(() => field.current?.focus());
    };
    const takeBack = (event: Event) => {
      const entry = (event as CustomEvent<Outgoing>).detail;
      if (entry.conversationId !== id) return;
      setMode("reply");
      setText((now) => [entry.draft.text, now].filter(Boolean).join("\n"));
      const files = (entry.draft.attachments ?? []).map((attachmentId, index) => ({
        key: attachmentId,
        name: entry.fileNames[index] ?? attachmentId,
        size: 0,
        state: "done" as const,
        attachmentId,
      }));
      setUploads((all) => [...files, ...all]);
    };
    document.addEventListener("hub:compose", compose);
    document.addEventListener("hub:take-back", takeBack);
    return () => {
      document.removeEventListener("hub:compose", compose);
      document.removeEventListener("hub:take-back", takeBack);
    };
  }, [id, setUploads]);
  useEffect(() => {
    if (quoted) field.current?.focus();
  }, [quoted]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return; // Vietnamese input methods end a word with Enter
    if (suggestions.onKeyDown(event)) return;
    if (event.key === "Escape") event.currentTarget.blur();
    if (event.key !== "Enter" || event.shiftKey || (isPhone && !event.ctrlKey)) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (isNote || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add(event.clipboardData.files);
  };
  const onDrop = (event: DragEvent) => {
    if (isNote || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  };

  const isClosed = !isNote && !isOpen;
  const mayTemplate = replyWindow.allowed?.includes("template") ?? false;
  if (!may("messages.send") && !may("conversations.write")) return null;
  return (
    <footer className={classes.composer} data-note={isNote || undefined}>
      <div className={classes.top}>
        {may("messages.send") && may("conversations.write") && (
          <SegmentedControl
            size="xs"
            value={mode}
            onChange={(next) => setMode(next as "reply" | "note")}
            data={[
              { value: "reply", label: t("composer.reply") },
              { value: "note", label: t("composer.note") },
            ]}
          />
        )}
        <WindowMeter window={replyWindow} />
      </div>
      {isClosed && !templateShown && (
        <Closed
          window={replyWindow}
          onTemplate={mayTemplate ? () => setTemplateShown(true) : undefined}
          onTag={setTag}
        />
      )}
      {templateShown && !isNote && <TemplateForm conversationId={id} onClose={() => setTemplateShown(false)} />}
      {!isClosed && !(templateShown && !isNote) && (
        <>
          {quoted && !isNote && <QuotedLine message={quoted} onDrop={onDropQuote} />}
          <div className={classes.field}>
            <Suggestions suggestions={suggestions} />
            <Textarea
              ref={field}
              variant="unstyled"
              autosize
              minRows={isPhone ? 1 : 2}
              maxRows={9}
              value={value}
              onChange={(event) => {
                setValue(event.currentTarget.value);
                setCaret(event.currentTarget.selectionStart);
              }}
              onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
              onKeyDown={onKeyDown}
              onPaste={onPaste}
              onDrop={onDrop}
              placeholder={t(isNote ? "composer.notePlaceholder" : "composer.placeholder")}
              aria-label={t(isNote ? "composer.note" : "composer.reply")}
              {...suggestions.field}
            />
          </div>
          {!isNote && <AttachmentTray uploads={uploads} onRemove={remove} />}
          <div className={classes.bottom}>
            {!isNote && (
              <>
                <FileButton multiple onChange={add}>
                  {(props) => (
                    <Tooltip label={t("composer.attach")}>
                      <ActionIcon {...props} aria-label={t("composer.attach")}>
                        <IconPaperclip size={18} />
                      </ActionIcon>
                    </Tooltip>
                  )}
                </FileButton>
                <Tooltip label={t("composer.canned")}>
                  <ActionIcon onClick={suggestions.start} aria-label={t("composer.canned")}>
                    <IconBolt size={18} />
                  </ActionIcon>
                </Tooltip>
                {mayTemplate && (
                  <Tooltip label={t("composer.template")}>
                    <ActionIcon onClick={() => setTemplateShown(true)} aria-label={t("composer.template")}>
                      <IconTemplate size={18} />
                    </ActionIcon>
                  </Tooltip>
                )}
              </>
            )}
            <PlanLine plan={isNote ? null : plan} />
            <Button
              size="compact-md"
              rightSection={<IconSend2 size={15} />}
              onClick={send}
              loading={save.isPending}
              disabled={isNote ? !note.trim() : !canSend}
              color={isNote ? "yellow" : "sea"}
            >
              {t(isNote ? "composer.save" : "composer.send")}
            </Button>
          </div>
        </>
      )}
    </footer>
  );
}
