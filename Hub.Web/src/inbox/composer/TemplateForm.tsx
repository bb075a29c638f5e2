import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/api/http";
import { useOutbox } from "../live/useOutbox";

/** A message that the platform has approved: the one that may go out when the window is closed. */
export function TemplateForm({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const { t } = useTranslation("inbox");
  const { outbox } = useOutbox();
  const [name, setName] = useState("");
  const [language, setLanguage] = useState("vi");
  const [parameters, setParameters] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const values = parameters
      .split("|")
      .map((value) => value.trim())
      .filter(Boolean);
    outbox.add(
      conversationId,
      { template: { name: name.trim(), language: language.trim(), parameters: values } },
      [],
      newKey(),
    );
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" p={6}>
        <Group gap="xs" grow>
          <TextInput
            label={t("template.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            size="xs"
            autoFocus
          />
          <TextInput
            label={t("template.language")}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value)}
            size="xs"
          />
        </Group>
        <TextInput
          label={t("template.parameters")}
          description={t("template.hint")}
          value={parameters}
          onChange={(event) => setParameters(event.currentTarget.value)}
          size="xs"
        />
        <Group gap="xs" justify="flex-end">
          <Button size="compact-sm" variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button size="compact-sm" type="submit" disabled={!name.trim() || !language.trim()}>
            {t("composer.send")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
