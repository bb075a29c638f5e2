import { ActionIcon, Button, Group, Select, Stack, Table, Text, TextInput } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { digitsOf, fullTime, money } from "~/i18n/format";
import { Confirm } from "~/page/Confirm";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { NumberField, type Typed } from "~/page/NumberField";
import { useMay } from "~/session/session";
import { recordMoney, voidPayment } from "./api";
import { voided } from "./moves";
import { type Order, type PaymentMethod, paymentMethods } from "./types";
import { useOrderDeed } from "./useOrderDeed";

type Kind = "payments" | "refunds";

/** What came in for an order and what went back, in parts too. */
export function Money({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const may = useMay()("orders.write");
  const [kind, setKind] = useState<Kind | null>(null);
  const takes = !["draft", "cancelled", "refunded"].includes(order.state) && order.due > 0;
  if (order.payments.length === 0 && !takes) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t("money.title")}>
      <Group justify="space-between">
        <Text fw={650}>{t("money.title")}</Text>
        <Text fz="sm" c="dimmed">
          {t(`money.state.${order.paymentState}`)}
          {order.due > 0 && takes && ` · ${t("money.due", { amount: money(order.due, order.currency) })}`}
        </Text>
      </Group>
      {order.payments.length > 0 && <Payments order={order} />}
      {kind && <MoneyForm key={kind} order={order} kind={kind} onDone={() => setKind(null)} />}
      {may && !kind && (
        <Group gap="xs">
          {takes && (
            <Button size="xs" variant="default" onClick={() => setKind("payments")}>
              {t("money.payments")}
            </Button>
          )}
          {order.held > 0 && (
            <Button size="xs" variant="subtle" color="red" onClick={() => setKind("refunds")}>
              {t("money.refunds")}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

function Payments({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const may = useMay()("orders.write");
  const gone = voided(order);
  return (
    <Table aria-label={t("money.title")}>
      <Table.Tbody>
        {order.payments.map((payment) => (
          <Table.Tr key={payment.number}>
            <Table.Td>
              {payment.kind === "void"
                ? t("money.void.is")
                : payment.kind === "refund"
                  ? t("money.refund.is", { method: t(`method.${payment.method}`) })
                  : t(`method.${payment.method}`)}
              <Text fz="xs" c="dimmed">
                {[fullTime(payment.at), payment.reference].filter(Boolean).join(" · ")}
              </Text>
            </Table.Td>
            <Table.Td
              ta="right"
              style={{ whiteSpace: "nowrap" }}
              {...(payment.kind === "refund" && { c: "var(--hub-bad)" })}
              {...(gone.has(payment.number) && { td: "line-through", c: "dimmed" })}
            >
              {payment.kind === "payment" ? "" : "−"}
              {money(payment.amount, order.currency)}
            </Table.Td>
            <Table.Td w={40}>
              {may && payment.kind === "payment" && !gone.has(payment.number) && payment.amount <= order.held && (
                <Void order={order} payment={payment} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Void({ order, payment }: { order: Order; payment: Order["payments"][number] }) {
  const { t } = useTranslation("orders");
  const [seen, see] = useState<Order | null>(null);
  const amount = money(payment.amount, order.currency);
  const deed = useOrderDeed(() => voidPayment(seen ?? order, payment.number), {
    says: t("money.void.done"),
    after: () => see(null),
  });
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t("money.void.named", { amount })}
        title={t("money.void.do")}
        onClick={() => see(order)}
      >
        <IconArrowBackUp size={16} />
      </ActionIcon>
      <Confirm
        opened={seen !== null}
        title={t("money.void.title", { amount })}
        deed={t("money.void.do")}
        isDangerous
        isBusy={deed.isPending}
        onConfirm={() => deed.mutate()}
        onClose={() => see(null)}
      >
        <Text>{t("money.void.text")}</Text>
        {seen?.paidAt && <Text c="var(--hub-warn)">{t("money.void.reported")}</Text>}
      </Confirm>
    </>
  );
}

function MoneyForm({ order, kind, onDone }: { order: Order; kind: Kind; onDone: () => void }) {
  const { t } = useTranslation("orders");
  const [amount, setAmount] = useState<Typed>(kind === "payments" ? order.due : order.held);
  const [method, setMethod] = useState<PaymentMethod>("bankTransfer");
  const [reference, setReference] = useState("");
  const [asks, setAsks] = useState(false);
  const [seen] = useState(order); // a repetition after a lost answer is then the same call, and a stale version is refused
  const record = useOrderDeed(() => recordMoney(seen, kind, { amount, method, reference }), {
    inForm: true,
    says: t(`money.done.${kind}`),
    after: onDone,
  });
  const isRefund = kind === "refunds";
  const confirm = () => record.mutate(undefined, { onError: () => setAsks(false) });
  const errors = fieldsOf(record.error);
  return (
    <Form onSubmit={() => (isRefund ? setAsks(true) : record.mutate())} gap="xs">
      <FormFailure error={record.error} fields={["amount", "reference"]} />
      <Group grow align="flex-start">
        <NumberField
          label={t("money.amount")}
          value={amount}
          onChange={setAmount}
          error={errors.amount}
          digits={digitsOf(order.currency)}
          inThousands
        />
        <Select
          label={t("money.method")}
          data={paymentMethods.map((value) => ({ value, label: t(`method.${value}`) }))}
          value={method}
          onChange={(value) => value && setMethod(value as PaymentMethod)}
          allowDeselect={false}
        />
      </Group>
      <TextInput
        label={t("money.reference")}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
        error={errors.reference}
      />
      <Group justify="flex-end" gap="xs">
        <Button size="xs" variant="default" onClick={onDone}>
          {t("cancelEdit")}
        </Button>
        <Button size="xs" type="submit" loading={record.isPending} {...(isRefund && { color: "red" })}>
          {t(`money.${kind}`)}
        </Button>
      </Group>
      <Confirm
        opened={asks}
        title={t("money.refund.title", { amount: money(Number(amount), order.currency) })}
        deed={t("money.refund.do")}
        isDangerous
        isBusy={record.isPending}
        onConfirm={confirm}
        onClose={() => setAsks(false)}
      >
        <Text>{t("money.refund.text")}</Text>
      </Confirm>
    </Form>
  );
}
