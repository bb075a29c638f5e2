import { Button, Group, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { createOrder } from "./api";
import { ConversationPicker } from "./ConversationPicker";
import { nothingKnown, prefilled } from "./known";
import { blankOrder, changed } from "./lines";
import { OrderFields } from "./OrderFields";
import { ReadFromChat } from "./ReadFromChat";
import { draftOfReading, type Reading, readFields } from "./reading";
import { currencies, type Order, type OrderDraft, type OrderDraftChange, type OrderState } from "./types";
import { useKnown } from "./useKnown";
import { useOrderDeed } from "./useOrderDeed";

const firstStates: OrderState[] = ["draft", "placed", "paid"];
const named = ["currency", "discount", "shipping", "recipientName", "phone", "address", "note"];

interface Props {
  conversationId: string;
  /** Filled in at once with what the customer wrote. */
  fromChat?: boolean;
  onDone: (order: Order) => unknown;
}

/** Writes down what was agreed in a conversation. */
export function NewOrder({ conversationId, fromChat = false, onDone }: Props) {
  const { t } = useTranslation("orders");
  const [picked, setPicked] = useState<string | null>(conversationId || null);
  const [state, setState] = useState<OrderState>("placed");
  const [draft, setDraft] = useState(blankOrder);
  const change = (what: OrderDraftChange) => setDraft((before) => changed(before, what));
  const known = useKnown(picked);
  const filled = useRef(nothingKnown);
  useEffect(() => {
    if (!known) return;
    const before = filled.current;
    filled.current = known;
    setDraft((draft) => prefilled(draft, known, before));
  }, [known]);
  const [read, setRead] = useState<Partial<OrderDraft> | null>(null);
  const fill = (reading: Reading) => {
    const found = draftOfReading(reading, t("reading.note", { time: reading.time?.value ?? "" }), draft);
    setRead(found);
    change(found);
  };
  const create = useOrderDeed(() => createOrder(picked ?? "", state, draft), {
    inForm: true,
    says: (order) => t("new.done", { number: order.number }),
    after: onDone,
  });
  const errors = fieldsOf(create.error);
  return (
    <Form onSubmit={() => create.mutate()}>
      <FormFailure
        error={create.error}
        fields={[...named, ...Object.keys(errors).filter((name) => name.includes("["))]}
      />
      {conversationId ? (
        <ReadFromChat conversationId={conversationId} atOnce={fromChat} onRead={fill} />
      ) : (
        <ConversationPicker value={picked} onChange={setPicked} />
      )}
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <Select
          label={t("new.currency")}
          value={draft.currency}
          onChange={(currency) => currency && change({ currency })}
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
      <OrderFields draft={draft} errors={errors} read={readFields(read, draft)} onChange={change} />
      <Group justify="flex-end">
        <Button type="submit" loading={create.isPending} disabled={!picked}>
          {t("new.do")}
        </Button>
      </Group>
    </Form>
  );
}
