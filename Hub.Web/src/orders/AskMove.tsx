import { Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { money } from "~/i18n/format";
import { Confirm } from "~/page/Confirm";
import { moveOrder, recordMoney } from "./api";
import { moneyOf } from "./moves";
import { type Order, type OrderState, type PaymentMethod, paymentMethods } from "./types";
import { useOrderDeed } from "./useOrderDeed";

interface Props {
  order: Order;
  to: OrderState;
  onClose: () => void;
}

/** What cannot be undone is asked once more, and money with the way that it went. */
export function AskMove({ order: now, to, onClose }: Props) {
  const { t } = useTranslation("orders");
  const [order] = useState(now); // as it was seen: a stale version is refused
  const [method, setMethod] = useState<PaymentMethod>(order.state === "fulfilled" ? "cashOnDelivery" : "bankTransfer");
  const [reference, setReference] = useState("");
  const moved = moneyOf(order, to);
  const deed = useOrderDeed(
    () => (moved ? recordMoney(order, moved.kind, { amount: moved.amount, method, reference }) : moveOrder(order, to)),
    { says: moved ? t(`money.done.${moved.kind}`) : t("moved", { state: t(`state.${to}`) }), after: onClose },
  );
  const held = order.held > 0 ? money(order.held, order.currency) : null;
  return (
    <Confirm
      opened
      title={t(`ask.${to}.title`, { number: order.number })}
      deed={t(`move.${to}`)}
      isDangerous={to !== "paid"}
      isBusy={deed.isPending}
      onConfirm={() => deed.mutate()}
      onClose={onClose}
    >
      <Stack gap="sm">
        {moved && <Text>{t(`ask.${to}.text`, { amount: money(moved.amount, order.currency) })}</Text>}
        {to === "cancelled" && <Text>{t("ask.cancelled.text")}</Text>}
        {to === "cancelled" && held && <Text c="var(--hub-bad)">{t("ask.cancelled.held", { amount: held })}</Text>}
        {moved && (
          <>
            <Select
              label={t("money.method")}
              data={paymentMethods.map((value) => ({ value, label: t(`method.${value}`) }))}
              value={method}
              onChange={(value) => value && setMethod(value as PaymentMethod)}
              allowDeselect={false}
            />
            <TextInput
              label={t("money.reference")}
              value={reference}
              onChange={(event) => setReference(event.currentTarget.value)}
              maxLength={200}
            />
          </>
        )}
      </Stack>
    </Confirm>
  );
}
