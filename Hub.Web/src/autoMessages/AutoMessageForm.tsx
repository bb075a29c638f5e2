import { Button, Group as Row, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { saveAutoMessage } from "./api";
import type { AutoMessage, Group } from "./types";

interface Props {
  connectionId: string;
  group: Group;
  /** Null for a new one. */
  message: AutoMessage | null;
  onDone: () => void;
}

/** Writes an automatic message; the platform reviews it before anybody sees it. */
export function AutoMessageForm({ connectionId, group, message, onDone }: Props) {
  const { t } = useTranslation("autoMessages");
  const [title, setTitle] = useState(message?.title ?? "");
  const [text, setText] = useState(message?.text ?? "");
  const hasTitle = typeof group.titleLength === "number";
  const save = useDeed(
    () =>
      saveAutoMessage(connectionId, {
        kind: group.kind,
        title: hasTitle ? title : null,
        text,
        id: message?.id ?? null,
      }),
    { inForm: true, says: t("saved"), refresh: [["autoMessages", connectionId]], after: onDone },
  );
  const wrong = fieldsOf(save.error);
  const count = (value: string, most: number | null | undefined) => t("count", { length: value.length, most });
  return (
    <Form onSubmit={() => save.mutate()}>
      <FormFailure error={save.error} fields={["title", "text"]} />
      {hasTitle && (
        <TextInput
          label={t(`title_of.${group.kind}`)}
          description={count(title, group.titleLength)}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={wrong.title}
        />
      )}
      <Textarea
        label={t(`text_of.${group.kind}`)}
        description={count(text, group.textLength)}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={wrong.text}
        autosize
        minRows={3}
        maxRows={10}
      />
      <Row justify="flex-end">
        <Button type="submit" loading={save.isPending}>
          {t("save")}
        </Button>
      </Row>
    </Form>
  );
}
