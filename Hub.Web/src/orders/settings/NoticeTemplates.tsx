import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { TemplateField } from "~/connections/TemplateField";
import { useMay } from "~/session/session";
import type { NoticeTemplate } from "../types";

interface Props {
  templates: NoticeTemplate[];
  error: (index: number) => string | undefined;
  disabled: boolean;
  onChange: (templates: NoticeTemplate[]) => void;
}

/** What leaves instead of the text when a connection's reply window is closed: a template, by connection. */
export function NoticeTemplates({ templates, error, disabled, onChange }: Props) {
  const { t } = useTranslation("orders");
  const may = useMay();
  const { data: connections = [] } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const free = connections.filter(({ id }) => !templates.some((template) => template.connectionId === id));
  const change = (index: number, part: Partial<NoticeTemplate>) =>
    onChange(templates.map((template, at) => (at === index ? { ...template, ...part } : template)));
  return (
    <Stack gap="xs">
      {templates.map((template, index) => (
        <Stack key={template.connectionId} gap={4}>
          <Select
            label={t("notices.connection")}
            data={connections
              .filter(({ id }) => id === template.connectionId || free.some((one) => one.id === id))
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={template.connectionId}
            onChange={(connectionId) => connectionId && change(index, { connectionId, name: "", parameters: [] })}
            error={error(index)}
            allowDeselect={false}
            disabled={disabled}
            size="xs"
          />
          <TemplateField
            connectionId={template.connectionId}
            value={template}
            onPick={({ name, language, parameters }) =>
              change(index, {
                name,
                language,
                parameters: Array.from(
                  { length: parameters },
                  (_, at) => template.parameters[at] || (["{name}", "{number}", "{total}"][at] ?? ""),
                ),
              })
            }
            onChange={(part) => change(index, part)}
            disabled={disabled}
          />
          {Array.from(template.parameters.entries(), ([at, value]) => (
            <TextInput
              key={at}
              label={t("notices.value", { number: at + 1 })}
              value={value}
              onChange={(event) =>
                change(index, { parameters: template.parameters.with(at, event.currentTarget.value) })
              }
              disabled={disabled}
              size="xs"
            />
          ))}
          {!disabled && (
            <Group gap="xs">
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconPlus size={12} />}
                onClick={() => change(index, { parameters: [...template.parameters, "{number}"] })}
              >
                {t("notices.addValue")}
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={12} />}
                onClick={() => onChange(templates.filter((_, at) => at !== index))}
              >
                {t("notices.dropTemplate")}
              </Button>
            </Group>
          )}
        </Stack>
      ))}
      {!disabled && free[0] && (
        <Button
          size="compact-sm"
          variant="subtle"
          style={{ alignSelf: "flex-start" }}
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            free[0] && onChange([...templates, { connectionId: free[0].id, name: "", language: "vi", parameters: [] }])
          }
        >
          {t("notices.addTemplate")}
        </Button>
      )}
    </Stack>
  );
}
