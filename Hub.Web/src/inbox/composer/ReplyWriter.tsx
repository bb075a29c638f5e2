import { Button } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/api/http";
import { useOutbox } from "../outbox/useOutbox";
import type { ConversationDetail } from "../types";
import { AttachmentTray } from "./AttachmentTray";
import classes from "./Composer.module.css";
import { isEmpty, replyOf, type Written } from "./draft";
import { PlanLine } from "./PlanLine";
import { QuotedLine } from "./QuotedLine";
import { ReplyTools } from "./ReplyTools";
import { RuleSuggestions } from "./RuleSuggestions";
import { TagLine } from "./TagLine";
import { usePlan } from "./usePlan";
import { useTyping } from "./useTyping";
import type { useUploads } from "./useUploads";
import { useWriting } from "./useWriting";
import { WritingField } from "./WritingField";

interface Props {
  detail: ConversationDetail;
  written: Written;
  files: ReturnType<typeof useUploads>;
  windowIsOpen: boolean;
  onChange: (part: Partial<Written>) => void;
  onTemplate: (() => void) | undefined;
}

/** Writes to the contact. What is sent goes by the outbox. */
export function ReplyWriter({ detail, written, files, windowIsOpen, onChange, onTemplate }: Props) {
  const { t } = useTranslation("inbox");
  const { id, contactName } = detail.conversation;
  const { outbox } = useOutbox();
  const { uploads } = files;
  const draft = replyOf(written, uploads, windowIsOpen);
  const plan = usePlan(id, isEmpty(draft) ? null : draft);
  const canSend =
    !isEmpty(draft) && uploads.every((upload) => upload.state === "done") && (plan?.problems.length ?? 0) === 0;
  const send = () => {
    if (!canSend) return;
    outbox.add(
      id,
      draft,
      uploads.map((upload) => upload.name),
      newKey(),
    );
    onChange({ text: "", quotedId: null });
    files.put([]);
    writing.field.ref.current?.focus();
  };
  const writing = useWriting({
    mode: "reply",
    text: written.text,
    contactName,
    onText: (text) => onChange({ text }),
    onSend: send,
    onReply: files.borrow,
  });
  useTyping(id, written.text);
  return (
    <>
      {written.quotedId && (
        <QuotedLine conversationId={id} messageId={written.quotedId} onDrop={() => onChange({ quotedId: null })} />
      )}
      {!written.text && (
        <RuleSuggestions
          conversation={detail.conversation}
          onTake={(text) => {
            onChange({ text });
            writing.field.ref.current?.focus();
          }}
        />
      )}
      {!windowIsOpen && written.tag && <TagLine tag={written.tag} onDrop={() => onChange({ tag: null })} />}
      <WritingField
        writing={writing}
        label={t("composer.reply")}
        placeholder={t("composer.placeholder")}
        onFiles={files.add}
      />
      <AttachmentTray uploads={uploads} onRemove={files.remove} />
      <div className={classes.bottom}>
        <ReplyTools onFiles={files.add} onCanned={writing.suggestions.start} onTemplate={onTemplate} />
        <PlanLine plan={plan} />
        <Button size="compact-md" rightSection={<IconSend2 size={15} />} onClick={send} disabled={!canSend}>
          {t("composer.send")}
        </Button>
      </div>
    </>
  );
}
