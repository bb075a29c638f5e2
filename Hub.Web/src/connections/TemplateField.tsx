import { Anchor, Group, Select, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MessageTemplate } from "./types";
import { type NamedTemplate, useTemplates } from "./useTemplates";

interface Props {
  connectionId: string;
  value: NamedTemplate;
  onPick: (template: MessageTemplate) => void;
  onChange: (part: Partial<NamedTemplate>) => void;
  disabled?: boolean;
}

const keyOf = ({ name, language }: NamedTemplate) => `${name}\n${language}`;

/** One of the templates that the platform has approved; by its name only where they are not known, or it is not among them. */
export function TemplateField({ connectionId, value, onPick, onChange, disabled = false }: Props) {
  const { t } = useTranslation("connections");
  const { items, data, chosen } = useTemplates(connectionId, value);
  const [isNamed, setNamed] = useState(false);
  const byName = items.length === 0 || isNamed || (value.name !== "" && !chosen);
  return (
    <>
      {byName ? (
        <>
          {items.length === 0 && data?.reason && (
            <Text size="xs" c="dimmed">
              {data.reason} {data.wayOn}
            </Text>
          )}
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <TextInput
              label={t("templates.name")}
              description={t("templates.nameHelp")}
              value={value.name}
              onChange={(event) => onChange({ name: event.currentTarget.value })}
              disabled={disabled}
              size="xs"
              flex={1}
            />
            <TextInput
              label={t("templates.language")}
              description={t("templates.languageHelp")}
              value={value.language}
              onChange={(event) => onChange({ language: event.currentTarget.value })}
              disabled={disabled}
              size="xs"
              w={90}
            />
          </Group>
        </>
      ) : (
        <Select
          label={t("templates.pick")}
          placeholder={t("templates.any")}
          data={items.map((item) => ({ value: keyOf(item), label: `${item.name} · ${item.language}` }))}
          value={chosen ? keyOf(chosen) : null}
          onChange={(key) => {
            const picked = items.find((item) => keyOf(item) === key);
            if (picked) onPick(picked);
          }}
          size="xs"
          searchable
          disabled={disabled}
        />
      )}
      {chosen && (
        <Text size="xs" c="dimmed" style={{ whiteSpace: "pre-wrap" }}>
          {chosen.text}
        </Text>
      )}
      {items.length > 0 && !disabled && (
        <Anchor
          component="button"
          type="button"
          size="xs"
          style={{ alignSelf: "flex-start" }}
          onClick={() => {
            setNamed(!byName);
            if (byName) onChange({ name: "" });
          }}
        >
          {t(byName ? "templates.ofList" : "templates.byName")}
        </Anchor>
      )}
    </>
  );
}
