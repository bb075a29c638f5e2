import { Button, Group, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { createOrder } from "./api";
import { ConversationPicker } from "./ConversationPicker";
import { LinesEditor } from "./LinesEditor";
import { blankLine } from "./lines";
import type { Order, OrderState } from "./types";

const currencies = ["VND", "USD", "EUR", "THB", "SGD", "MYR", "IDR", "PHP", "JPY", "KRW", "CNY"];
const firstStates: OrderState[] = ["draft", "placed", "paid"];

/** Writes down what was agreed in a conversation. */
export function NewOrder({ conversationId, onDone }: { conversationId: string; onDone: (order: Order) => unknown }) {
  const { t } = useTranslation("orders");
  const [picked, setPicked] = useState<string | null>(conversationId || null);
  const [currency, setCurrency] = useState("VND");
  const [state, setState] = useState<OrderState>("placed");
  const [lines, setLines] = useState(() => [blankLine([])]);
  const create = useDeed(() => createOrder(picked ?? "", { currency, state, lines }), {
    inForm: true,
    says: (order) => t("new.done", { number: order.number }),
    refresh: [["orders"]],
    after: onDone,
  });
  const errors = fieldsOf(create.error);
  return (
    <Form onSubmit={() => create.mutate()}>
      <FormFailure
        error={create.error}
        fields={["currency", ...Object.keys(errors).filter((name) => name.includes("["))]}
      />
      {conversationId ? (
        <Text c="dimmed">{t("new.here")}</Text>
      ) : (
        <ConversationPicker value={picked} onChange={setPicked} />
      )}
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <Select
          label={t("new.currency")}
          value={currency}
          onChange={(value) => value && setCurrency(value)}
          data={currencies}
          error={errors.currency}
          searchable
          allowDeselect={false}
          maw="8rem"
        />
        <Stack gap={4}>
          <Text fz="sm" fw={500} component="span">
            {t("column.state")}
          </Text>
          <SegmentedControl
            aria-label={t("column.state")}
            value={state}
            onChange={(value) => setState(value as OrderState)}
            data={firstStates.map((value) => ({ value, label: t(`state.${value}`) }))}
          />
        </Stack>
      </Group>
      <LinesEditor lines={lines} currency={currency} errors={errors} onChange={setLines} />
      <Group justify="flex-end">
        <Button type="submit" loading={create.isPending} disabled={!picked}>
          {t("new.do")}
        </Button>
      </Group>
    </Form>
  );
}
