import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { marks, money } from "~/i18n/format";
import classes from "./LinesEditor.module.css";
import { blankLine, sumOf } from "./lines";
import type { LineDraft } from "./types";

interface Props {
  lines: LineDraft[];
  currency: string;
  /** As the hub names them: `lines[0].unitPrice`. */
  errors: Record<string, string>;
  onChange: (lines: LineDraft[]) => void;
}

/** What is bought, line by line, with the sum below. */
export function LinesEditor({ lines, currency, errors, onChange }: Props) {
  const { t } = useTranslation("orders");
  const change = (key: number, part: Partial<LineDraft>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const digits = currency === "VND" ? 0 : 2;
  return (
    <Stack gap="sm">
      {lines.map((line, index) => (
        <fieldset key={line.key} className={classes.line} aria-label={t("line.number", { number: index + 1 })}>
          <TextInput
            label={t("line.name")}
            value={line.name}
            onChange={(event) => change(line.key, { name: event.currentTarget.value })}
            error={errors[`lines[${index}].name`]}
          />
          <TextInput
            label={t("line.code")}
            value={line.productCode}
            onChange={(event) => change(line.key, { productCode: event.currentTarget.value })}
            error={errors[`lines[${index}].productCode`]}
            required
          />
          <NumberInput
            label={t("line.quantity")}
            value={line.quantity}
            onChange={(value) => change(line.key, { quantity: typeof value === "number" ? value : "" })}
            error={errors[`lines[${index}].quantity`]}
            min={0}
            hideControls
          />
          <NumberInput
            label={t("line.price")}
            value={line.unitPrice}
            onChange={(value) => change(line.key, { unitPrice: typeof value === "number" ? value : "" })}
            error={errors[`lines[${index}].unitPrice`]}
            min={0}
            decimalScale={digits}
            {...marks()}
            hideControls
          />
          <ActionIcon
            className={classes.remove}
            color="red"
            aria-label={t("line.remove", { number: index + 1 })}
            disabled={lines.length === 1}
            onClick={() => onChange(lines.filter((one) => one.key !== line.key))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </fieldset>
      ))}
      <Group justify="space-between">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...lines, blankLine(lines)])}
        >
          {t("line.add")}
        </Button>
        <Text fw={650}>
          {t("column.total")}: {money(sumOf(lines), currency)}
        </Text>
      </Group>
    </Stack>
  );
}
