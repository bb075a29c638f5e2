import { Button, Group, Textarea } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { answerComment } from "./api";
import type { Comment } from "./types";

interface Props {
  comment: Comment;
  text: string;
  onText: (text: string) => void;
  onDone: () => void;
}

/** The one message that the platform lets through; only the contact's answer opens the conversation for more. */
export function AnswerForm({ comment, text, onText, onDone }: Props) {
  const { t } = useTranslation("comments");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = useDeed(() => answerComment(comment.id, text), {
    inForm: true,
    says: t("sent"),
    refresh: [["comments", "pages"]],
    after: onDone,
  });
  return (
    <Form gap="xs" onSubmit={() => send.mutate()}>
      <FormFailure error={send.error} fields={["text"]} />
      <Textarea
        label={t("message")}
        description={t("once")}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        error={fieldsOf(send.error).text}
        autosize
        minRows={2}
        maxRows={8}
        ref={field}
      />
      <Group justify="flex-end" gap="xs">
        <Button size="xs" variant="default" onClick={onDone}>
          {t("cancel")}
        </Button>
        <Button size="xs" type="submit" loading={send.isPending}>
          {t("send")}
        </Button>
      </Group>
    </Form>
  );
}
