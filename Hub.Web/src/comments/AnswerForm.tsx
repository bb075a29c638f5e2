import { Button, Group, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { answerComment } from "./api";
import type { Comment } from "./types";

/** The one message that the platform lets through; only the contact's answer opens the conversation for more. */
export function AnswerForm({ comment, onDone }: { comment: Comment; onDone: () => void }) {
  const { t } = useTranslation("comments");
  const [text, setText] = useState("");
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
        onChange={(event) => setText(event.currentTarget.value)}
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
