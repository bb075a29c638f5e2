import { SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OrderDraft } from "./types";

interface Props {
  draft: OrderDraft;
  errors: Record<string, string>;
  /** Fields that were read from the chat. */
  read?: ReadonlySet<string>;
  onChange: (part: Partial<OrderDraft>) => void;
}

/** Whom it goes to and where; may change while the order lives. */
export function DeliveryFields({ draft, errors, read, onChange }: Props) {
  const { t } = useTranslation("orders");
  const mark = (field: string) => (read?.has(field) ? { description: t("reading.mark") } : {});
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        <TextInput
          label={t("delivery.name")}
          value={draft.recipientName}
          onChange={(event) => onChange({ recipientName: event.currentTarget.value })}
          error={errors.recipientName}
          {...mark("recipientName")}
          autoComplete="off"
        />
        <TextInput
          label={t("delivery.phone")}
          type="tel"
          value={draft.phone}
          onChange={(event) => onChange({ phone: event.currentTarget.value })}
          error={errors.phone}
          {...mark("phone")}
          autoComplete="off"
        />
      </SimpleGrid>
      <TextInput
        label={t("delivery.address")}
        value={draft.address}
        onChange={(event) => onChange({ address: event.currentTarget.value })}
        error={errors.address}
        {...mark("address")}
        autoComplete="off"
      />
      <Textarea
        label={t("delivery.note")}
        value={draft.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
        error={errors.note}
        {...mark("note")}
        autosize
        minRows={1}
        maxRows={6}
      />
    </Stack>
  );
}
