import { ActionIcon, Group, Text, TextInput, Tooltip } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

interface Props {
  label: string;
  value: string;
  description?: string;
}

/** Something to take elsewhere. */
export function CopyField({ label, value, description }: Props) {
  return (
    <TextInput
      label={label}
      value={value}
      readOnly
      description={description}
      onFocus={(event) => event.currentTarget.select()}
      rightSection={<CopyButton value={value} label={label} />}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "0.8125rem" } }}
    />
  );
}

export function CopyButton({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation("page");
  const clipboard = useClipboard({ timeout: 1500 });
  const words = clipboard.copied ? t("copied") : t("copy", { what: label });
  return (
    <Tooltip label={words}>
      <ActionIcon size="sm" aria-label={words} onClick={() => copy(value, clipboard.copy)}>
        {clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}

// Over plain http browsers have no clipboard for scripts; a selection can be copied there.
function copy(value: string, modern: (value: string) => void): void {
  if (navigator.clipboard) {
    modern(value);
    return;
  }
  const field = document.createElement("textarea");
  field.value = value;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

/** An id, short, with the way to take all of it. */
export function ShortId({ id, label }: { id: string; label: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Text ff="monospace" fz="xs" c="dimmed" truncate>
        {id}
      </Text>
      <CopyButton value={id} label={label} />
    </Group>
  );
}
