import { Button, Group, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { save } from "./api";
import { ReplyFiles } from "./ReplyFiles";
import type { CannedReply } from "./types";

export function ReplyForm({ reply, onDone }: { reply: CannedReply | null; onDone: () => void }) {
  const { t } = useTranslation("settings");
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? "");
  const [text, setText] = useState(reply?.text ?? "");
  const [language, setLanguage] = useState<string | null>(reply?.language ?? null);
  const [files, setFiles] = useState(reply?.attachments ?? []);
  const store = useDeed(
    () =>
      save<CannedReply>("/canned-replies", reply?.id, {
        shortcut: shortcut.trim(),
        text,
        language,
        attachments: files.map((file) => file.id),
      }),
    { inForm: true, says: t("saved"), refresh: [["canned-replies"]], after: onDone },
  );
  const errors = fieldsOf(store.error);
  return (
    <Form onSubmit={() => store.mutate()}>
      <FormFailure error={store.error} fields={["shortcut", "text", "language", "attachments"]} />
      <TextInput
        label={t("replies.shortcut")}
        description={t("replies.shortcutHelp")}
        placeholder={t("replies.shortcutExample")}
        leftSection="/"
        value={shortcut}
        onChange={(event) => setShortcut(event.currentTarget.value)}
        error={errors.shortcut}
        required
        data-autofocus
      />
      <Textarea
        label={t("replies.body")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={errors.text}
        autosize
        minRows={4}
        maxRows={14}
        required={files.length === 0}
      />
      <ReplyFiles files={files} onChange={setFiles} error={errors.attachments} />
      <Select
        label={t("replies.language")}
        placeholder={t("language.both")}
        data={[
          { value: "vi", label: t("language.vi") },
          { value: "en", label: t("language.en") },
        ]}
        value={language}
        onChange={setLanguage}
        clearable
      />
      <Group justify="flex-end">
        <Button type="submit" loading={store.isPending}>
          {t("save")}
        </Button>
      </Group>
    </Form>
  );
}
