import { ActionIcon, Button, Group, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/api/http";
import { TemplateField } from "~/connections/TemplateField";
import { useTemplates } from "~/connections/useTemplates";
import { useOutbox } from "../outbox/useOutbox";
import type { Template } from "../types";
import { cleaned, isReady } from "./template";

interface Props {
  conversationId: string;
  connectionId: string;
  template: Template;
  onChange: (template: Template | null) => void;
}

/** A message that the platform has approved: the one that may go out when the window is closed. */
export function TemplateForm({ conversationId, connectionId, template, onChange }: Props) {
  const { t } = useTranslation("inbox");
  const { outbox } = useOutbox();
  const values = template.parameters ?? [];
  const named = { name: template.name ?? "", language: template.language ?? "" };
  const { items, chosen } = useTemplates(connectionId, named);
  const isByName = !chosen && (items.length === 0 || named.name !== ""); // of an approved one it is known how many values it takes
  const change = (part: Partial<Template>) => onChange({ ...template, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady(template)) return;
    outbox.add(conversationId, { template: cleaned(template) }, [], newKey());
    onChange(null);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" p={6} pt={10}>
        <TemplateField
          connectionId={connectionId}
          value={named}
          onPick={({ name, language, parameters }) =>
            change({
              name,
              language,
              parameters: Array.from({ length: parameters }, (_, index) => values[index] ?? ""),
            })
          }
          onChange={change}
        />
        {Array.from(values.entries(), ([index, value]) => (
          <TextInput
            key={index}
            label={t("template.value", { number: index + 1 })}
            value={value}
            onChange={(event) => change({ parameters: values.with(index, event.currentTarget.value) })}
            size="xs"
            rightSection={
              !chosen && (
                <ActionIcon
                  size="sm"
                  onClick={() => change({ parameters: values.toSpliced(index, 1) })}
                  aria-label={t("template.dropValue", { number: index + 1 })}
                >
                  <IconX size={13} />
                </ActionIcon>
              )
            }
          />
        ))}
        <Group gap="xs" justify={isByName ? "space-between" : "flex-end"}>
          {isByName && (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPlus size={13} />}
              onClick={() => change({ parameters: [...values, ""] })}
            >
              {t("template.addValue")}
            </Button>
          )}
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={() => onChange(null)}>
              {t("cancel")}
            </Button>
            <Button size="compact-sm" type="submit" disabled={!isReady(template)}>
              {t("composer.send")}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
