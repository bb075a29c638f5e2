import { Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { digitsOf, money } from "~/i18n/format";
import { NumberField } from "~/page/NumberField";
import { DeliveryFields } from "./DeliveryFields";
import { LinesEditor } from "./LinesEditor";
import { totalsOf } from "./lines";
import type { OrderDraft, OrderDraftChange } from "./types";

interface Props {
  draft: OrderDraft;
  errors: Record<string, string>;
  /** Fields that were read from the chat. */
  read?: ReadonlySet<string>;
  onChange: (change: OrderDraftChange) => void;
}

/** What is bought, for how much, and where it goes. */
export function OrderFields({ draft, errors, read, onChange }: Props) {
  const { t } = useTranslation("orders");
  const digits = digitsOf(draft.currency);
  const totals = totalsOf(draft);
  return (
    <Stack gap="md">
      <LinesEditor
        lines={draft.lines}
        currency={draft.currency}
        errors={errors}
        {...(read && { read })}
        onChange={(change) => onChange((before) => ({ lines: change(before.lines) }))}
      />
      <SimpleGrid cols={2} spacing="xs">
        <NumberField
          label={t("sum.discount")}
          value={draft.discount}
          onChange={(discount) => onChange({ discount })}
          error={errors.discount}
          digits={digits}
          inThousands
        />
        <NumberField
          label={t("sum.shipping")}
          value={draft.shipping}
          onChange={(shipping) => onChange({ shipping })}
          error={errors.shipping}
          digits={digits}
          inThousands
        />
      </SimpleGrid>
      <Group justify="flex-end" gap="lg" aria-live="polite">
        {totals.tax > 0 && (
          <Text c="dimmed" fz="sm">
            {t("sum.tax")}: {money(totals.tax, draft.currency)}
          </Text>
        )}
        <Text fw={650}>
          {t("column.total")}: {money(totals.total, draft.currency)}
        </Text>
      </Group>
      <DeliveryFields draft={draft} errors={errors} {...(read && { read })} onChange={onChange} />
    </Stack>
  );
}
