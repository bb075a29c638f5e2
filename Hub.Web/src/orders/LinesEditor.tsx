import { ActionIcon, Button, Group, Stack, Switch, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { digitsOf } from "~/i18n/format";
import { NumberField } from "~/page/NumberField";
import classes from "./LinesEditor.module.css";
import { blankLine } from "./lines";
import { ProductField } from "./ProductField";
import type { LineDraft } from "./types";

interface Props {
  lines: LineDraft[];
  currency: string;
  /** As the hub names them: `lines[0].unitPrice`. */
  errors: Record<string, string>;
  /** Lines that were read from the chat, named as in errors. */
  read?: ReadonlySet<string>;
  onChange: (change: (now: LineDraft[]) => LineDraft[]) => void;
}

/** What is bought, line by line. Discount and tax are for those who ask for them. */
export function LinesEditor({ lines, currency, errors, read, onChange }: Props) {
  const { t } = useTranslation("orders");
  const [isFull, setFull] = useState(() => lines.some((line) => line.discount !== "" || line.taxRate !== ""));
  const change = (key: number, part: Partial<LineDraft>) =>
    onChange((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const digits = digitsOf(currency);
  return (
    <Stack gap="sm">
      {lines.map((line, index) => (
        <fieldset key={line.key} className={classes.line} aria-label={t("line.number", { number: index + 1 })}>
          <div className={classes.name}>
            <ProductField
              line={line}
              currency={currency}
              onChange={(part) => change(line.key, part)}
              error={errors[`lines[${index}].name`]}
            />
          </div>
          <TextInput
            className={classes.code}
            label={t("line.code")}
            value={line.productCode}
            onChange={(event) => change(line.key, { productCode: event.currentTarget.value })}
            error={errors[`lines[${index}].productCode`]}
            {...(read?.has(`lines[${index}]`) && { description: t("reading.mark") })}
            required
          />
          <ActionIcon
            className={classes.remove}
            color="red"
            aria-label={t("line.remove", { number: index + 1 })}
            disabled={lines.length === 1}
            onClick={() => onChange((now) => now.filter((one) => one.key !== line.key))}
          >
            <IconTrash size={16} />
          </ActionIcon>
          <div className={classes.part}>
            <NumberField
              label={t("line.quantity")}
              value={line.quantity}
              onChange={(quantity) => change(line.key, { quantity })}
              error={errors[`lines[${index}].quantity`]}
            />
          </div>
          <div className={classes.part}>
            <NumberField
              label={t("line.price")}
              value={line.unitPrice}
              onChange={(unitPrice) => change(line.key, { unitPrice })}
              inThousands
              error={errors[`lines[${index}].unitPrice`]}
              digits={digits}
            />
          </div>
          {isFull && (
            <>
              <div className={classes.part}>
                <NumberField
                  label={t("line.discount")}
                  value={line.discount}
                  onChange={(discount) => change(line.key, { discount })}
                  inThousands
                  error={errors[`lines[${index}].discount`]}
                  digits={digits}
                />
              </div>
              <div className={classes.part}>
                <NumberField
                  label={t("line.tax")}
                  value={line.taxRate}
                  onChange={(taxRate) => change(line.key, { taxRate })}
                  error={errors[`lines[${index}].taxRate`]}
                  max={100}
                  suffix=" %"
                />
              </div>
            </>
          )}
        </fieldset>
      ))}
      <Group justify="space-between">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange((now) => [...now, blankLine(now)])}
        >
          {t("line.add")}
        </Button>
        <Switch label={t("line.full")} checked={isFull} onChange={(event) => setFull(event.currentTarget.checked)} />
      </Group>
    </Stack>
  );
}
