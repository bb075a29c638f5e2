import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { editOrder } from "./api";
import { LinesEditor } from "./LinesEditor";
import { draftOf } from "./lines";
import type { Order } from "./types";

/** Only a draft can be changed: what was agreed stays as it was agreed. */
export function EditOrder({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useTranslation("orders");
  const [lines, setLines] = useState(() => draftOf(order.lines));
  const save = useDeed(() => editOrder(order.id, order.currency, lines), {
    inForm: true,
    says: t("saved"),
    refresh: [["orders"]],
    after: onDone,
  });
  return (
    <Form onSubmit={() => save.mutate()}>
      <FormFailure error={save.error} fields={Object.keys(fieldsOf(save.error)).filter((name) => name.includes("["))} />
      <LinesEditor lines={lines} currency={order.currency} errors={fieldsOf(save.error)} onChange={setLines} />
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
