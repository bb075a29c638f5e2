import { Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { templatesQuery } from "./api";
import type { MessageTemplate } from "./types";

interface Props {
  connectionId: string;
  name: string;
  language: string;
  onPick: (template: MessageTemplate) => void;
  disabled?: boolean;
}

const keyOf = ({ name, language }: Pick<MessageTemplate, "name" | "language">) => `${name}\n${language}`;

/** Chooses among the templates that the platform has approved; says why when they are not known. */
export function TemplateSelect({ connectionId, name, language, onPick, disabled }: Props) {
  const { t } = useTranslation("connections");
  const { data } = useQuery(templatesQuery(connectionId));
  const items = data?.items ?? [];
  const chosen = items.find((item) => item.name === name && item.language === language);
  if (items.length === 0)
    return data?.reason ? (
      <Text size="xs" c="dimmed">
        {data.reason} {data.wayOn}
      </Text>
    ) : null;
  return (
    <>
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
        disabled={disabled ?? false}
      />
      {chosen && (
        <Text size="xs" c="dimmed" style={{ whiteSpace: "pre-wrap" }}>
          {chosen.text}
        </Text>
      )}
    </>
  );
}
