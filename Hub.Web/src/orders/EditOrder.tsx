import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { editDelivery, editOrder } from "./api";
import { DeliveryFields } from "./DeliveryFields";
import { changed, orderDraftOf } from "./lines";
import { OrderFields } from "./OrderFields";
import type { Order, OrderDraftChange } from "./types";
import { useOrderDeed } from "./useOrderDeed";

const named = ["discount", "shipping", "recipientName", "phone", "address", "note"];

/** Of a draft all of it; once agreed on, only whom it goes to and where. */
export function EditOrder({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useTranslation("orders");
  const [seen] = useState(order); // what comes in meanwhile must not pass as what was edited: the hub refuses a stale version
  const [draft, setDraft] = useState(() => orderDraftOf(seen));
  const change = (what: OrderDraftChange) => setDraft((before) => changed(before, what));
  const save = useOrderDeed(() => (seen.canEdit ? editOrder(seen, draft) : editDelivery(seen, draft)), {
    inForm: true,
    says: t("saved"),
    after: onDone,
  });
  const errors = fieldsOf(save.error);
  const Fields = seen.canEdit ? OrderFields : DeliveryFields;
  return (
    <Form onSubmit={() => save.mutate()}>
      <FormFailure
        error={save.error}
        fields={[...named, ...Object.keys(errors).filter((name) => name.includes("["))]}
      />
      <Fields draft={draft} errors={errors} onChange={change} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t("cancelEdit")}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t("save")}
        </Button>
      </Group>
    </Form>
  );
}
