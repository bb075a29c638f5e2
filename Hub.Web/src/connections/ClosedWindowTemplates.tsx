import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { connectionsQuery } from "./api";
import { TemplateField } from "./TemplateField";
import type { ClosedWindowTemplate } from "./types";

interface Props {
  templates: ClosedWindowTemplate[];
  /** What is filled in, such as {name}: the first values of a template that is picked. */
  places: string[];
  error: (index: number) => string | undefined;
  disabled: boolean;
  onChange: (templates: ClosedWindowTemplate[]) => void;
}

/** What leaves instead of an automatic text when a connection's reply window is closed: a template, by connection. */
export function ClosedWindowTemplates({ templates, places, error, disabled, onChange }: Props) {
  const { t } = useTranslation("connections");
  const may = useMay();
  const { data: connections = [] } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const free = connections.filter(({ id }) => !templates.some((template) => template.connectionId === id));
  const change = (index: number, part: Partial<ClosedWindowTemplate>) =>
    onChange(templates.map((template, at) => (at === index ? { ...template, ...part } : template)));
  return (
    <Stack gap="xs">
      {templates.map((template, index) => (
        <Stack key={template.connectionId} gap={4}>
          <Select
            label={t("templates.closed")}
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
                  (_, at) => template.parameters[at] || (places[at] ?? ""),
                ),
              })
            }
            onChange={(part) => change(index, part)}
            disabled={disabled}
          />
          {Array.from(template.parameters.entries(), ([at, value]) => (
            <TextInput
              key={at}
              label={t("templates.value", { number: at + 1 })}
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
                onClick={() => change(index, { parameters: [...template.parameters, places[1] ?? ""] })}
              >
                {t("templates.addValue")}
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={12} />}
                onClick={() => onChange(templates.filter((_, at) => at !== index))}
              >
                {t("templates.drop")}
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
          {t("templates.add")}
        </Button>
      )}
    </Stack>
  );
}
