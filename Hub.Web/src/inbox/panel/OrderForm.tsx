import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/api/http";
import { ApiProblem } from "~/api/problem";
import { money } from "~/i18n/format";
import { toast, toastError } from "~/shell/toasts";
import { contactQuery, createOrder, type NewOrder } from "../api";

interface Line {
  key: string;
  productCode: string;
  name: string;
  quantity: number;
  unitPrice: number;
}

const emptyLine = (): Line => ({ key: newKey(), productCode: "", name: "", quantity: 1, unitPrice: 0 });
const currencies = ["VND", "USD", "THB", "IDR", "SGD", "MYR", "PHP"];

interface Props {
  conversationId: string;
  contactId: string;
  onClose: () => void;
}

/** Writes down what was agreed on in the chat. */
export function OrderForm({ conversationId, contactId, onClose }: Props) {
  const { t } = useTranslation("inbox");
  const client = useQueryClient();
  const [currency, setCurrency] = useState("VND");
  const [state, setState] = useState<NewOrder["state"]>("placed");
  const [lines, setLines] = useState<Line[]>(() => [emptyLine()]);
  const change = (key: string, now: Partial<Line>) =>
    setLines((all) => all.map((line) => (line.key === key ? { ...line, ...now } : line)));
  const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
  const create = useMutation({
    mutationFn: () =>
      createOrder(conversationId, {
        currency,
        state,
        lines: lines.map(({ productCode, name, quantity, unitPrice }) => ({
          productCode: productCode.trim(),
          name: name.trim() || null,
          quantity,
          unitPrice,
        })),
      }),
    onSuccess: (order) => {
      toast(t("order.created", { number: order.number }));
      void client.invalidateQueries({ queryKey: contactQuery(contactId).queryKey });
      onClose();
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem) || Object.keys(error.errors).length === 0) toastError(error);
    },
  });
  const fields = create.error instanceof ApiProblem ? create.error.fields : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form onSubmit={submit} noValidate aria-label={t("order.new")}>
      <Stack gap="xs" mb="sm">
        {lines.map((line, index) => (
          <Stack key={line.key} gap={4}>
            <Group gap={4} wrap="nowrap" align="flex-start">
              <TextInput
                size="xs"
                flex={1}
                placeholder={t("order.product")}
                aria-label={t("order.product")}
                value={line.productCode}
                onChange={(event) => change(line.key, { productCode: event.currentTarget.value })}
                error={fields[`lines[${index}].productCode`]}
              />
              <TextInput
                size="xs"
                flex={1.4}
                placeholder={t("order.name")}
                aria-label={t("order.name")}
                value={line.name}
                onChange={(event) => change(line.key, { name: event.currentTarget.value })}
                error={fields[`lines[${index}].name`]}
              />
            </Group>
            <Group gap={4} wrap="nowrap" align="flex-start">
              <NumberInput
                size="xs"
                w={80}
                min={0}
                aria-label={t("order.quantity")}
                value={line.quantity}
                onChange={(value) => change(line.key, { quantity: Number(value) || 0 })}
                error={fields[`lines[${index}].quantity`]}
              />
              <NumberInput
                size="xs"
                flex={1}
                min={0}
                thousandSeparator="."
                decimalSeparator=","
                hideControls
                aria-label={t("order.price")}
                value={line.unitPrice}
                onChange={(value) => change(line.key, { unitPrice: Number(value) || 0 })}
                error={fields[`lines[${index}].unitPrice`]}
              />
              {lines.length > 1 && (
                <ActionIcon
                  size="sm"
                  mt={4}
                  onClick={() => setLines((all) => all.filter((one) => one.key !== line.key))}
                  aria-label={t("order.dropLine")}
                >
                  <IconTrash size={14} />
                </ActionIcon>
              )}
            </Group>
          </Stack>
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} />}
          onClick={() => setLines((all) => [...all, emptyLine()])}
        >
          {t("order.line")}
        </Button>
        <Group gap={4} grow>
          <Select
            size="xs"
            aria-label={t("order.currency")}
            data={currencies}
            value={currency}
            onChange={(value) => value && setCurrency(value)}
            error={fields.currency}
          />
          <Select
            size="xs"
            aria-label={t("order.state")}
            data={(["draft", "placed", "paid"] as const).map((value) => ({ value, label: t(`orderState.${value}`) }))}
            value={state}
            onChange={(value) => value && setState(value as NewOrder["state"])}
          />
        </Group>
        <Group justify="space-between">
          <Text size="sm" fw={650}>
            {money(total, currency)}
          </Text>
          <Group gap={6}>
            <Button size="compact-sm" variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button size="compact-sm" type="submit" loading={create.isPending}>
              {t("order.create")}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
