import { Anchor, Button, Group, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { fullTime, money, number } from "~/i18n/format";
import { Facts } from "~/page/Facts";
import { Failure } from "~/page/Failure";
import { RowsLoading } from "~/page/Rows";
import { SidePanel } from "~/page/SidePanel";
import { useMay } from "~/session/session";
import { AskMove } from "./AskMove";
import { moveOrder, orderQuery } from "./api";
import { EditOrder } from "./EditOrder";
import { Money } from "./Money";
import { isAsked, movesOf } from "./moves";
import { OrderState } from "./OrderState";
import type { Order, OrderState as State } from "./types";
import { useOrderDeed } from "./useOrderDeed";

/** One order: its lines, and where it goes from here. */
export function OrderPanel({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation("orders");
  const order = useQuery({ ...orderQuery(id ?? ""), enabled: id !== undefined });
  const [edits, { open, close }] = useDisclosure(false);
  return (
    <SidePanel
      opened={id !== undefined}
      onClose={onClose}
      title={id && order.data ? t("one", { number: order.data.number }) : t("title")}
    >
      {id && order.isPending && <RowsLoading />}
      {id && order.isError && <Failure error={order.error} again={order.refetch} />}
      {id && order.data && (
        <Stack gap="lg">
          <About order={order.data} />
          {edits ? (
            <EditOrder order={order.data} onDone={close} />
          ) : (
            <>
              <Lines order={order.data} />
              <Money order={order.data} />
              <Moves order={order.data} onEdit={open} />
            </>
          )}
        </Stack>
      )}
    </SidePanel>
  );
}

function About({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const may = useMay();
  return (
    <Facts
      items={[
        [t("column.state"), <OrderState key="state" state={order.state} />],
        [
          t("column.contact"),
          may("contacts.read") ? (
            <Anchor
              key="contact"
              renderRoot={(props) => (
                <Link to="/contacts/$contactId" params={{ contactId: order.contactId }} {...props} />
              )}
            >
              {order.contactName ?? t("noName")}
            </Anchor>
          ) : (
            order.contactName
          ),
        ],
        [
          t("conversation"),
          may("conversations.read") && (
            <Anchor
              key="conversation"
              renderRoot={(props) => (
                <Link
                  to="/inbox/$conversationId"
                  params={{ conversationId: order.conversationId }}
                  search={{}}
                  {...props}
                />
              )}
            >
              {t("openConversation")}
            </Anchor>
          ),
        ],
        [
          t("jobs"),
          may("deliveries.read") && (
            <Anchor key="jobs" renderRoot={(props) => <Link to="/jobs" search={{ order: order.id }} {...props} />}>
              {t("openJobs")}
            </Anchor>
          ),
        ],
        ...(order.records ?? []).map((record): [string, ReactNode] => [
          record.connectionName,
          <Text key={record.connectionId} span fz="sm">
            {record.said}
            {record.differs && (
              <Text span fz="sm" c="orange">
                {" "}
                · {t("differs")}
              </Text>
            )}
          </Text>,
        ]),
        [t("column.placed"), fullTime(order.placedAt)],
        [t("paidAt"), order.paidAt && fullTime(order.paidAt)],
        [t("delivery.name"), order.recipientName],
        [t("delivery.phone"), order.phone],
        [t("delivery.address"), order.address],
        [t("delivery.note"), order.note],
      ]}
    />
  );
}

function Lines({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const sums = [
    ["discount", -order.discount],
    ["tax", order.tax],
    ["shipping", order.shipping],
  ] as const;
  return (
    <Table aria-label={t("linesTitle")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("line.product")}</Table.Th>
          <Table.Th ta="right">{t("line.quantity")}</Table.Th>
          <Table.Th ta="right">{t("line.price")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {order.lines.map((line) => (
          <Table.Tr key={line.line}>
            <Table.Td>
              {line.name ?? line.productCode}
              {line.name && (
                <Text fz="xs" c="dimmed" ff="monospace">
                  {line.productCode}
                </Text>
              )}
              {line.discount > 0 && (
                <Text fz="xs" c="dimmed">
                  {t("line.discount")}: {money(line.discount, order.currency)}
                </Text>
              )}
              {line.taxRate > 0 && (
                <Text fz="xs" c="dimmed">
                  {t("line.tax")}: {number(line.taxRate)} %
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="right">{number(line.quantity)}</Table.Td>
            <Table.Td ta="right">{money(line.unitPrice, order.currency)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        {sums
          .filter(([, amount]) => amount !== 0)
          .map(([name, amount]) => (
            <Table.Tr key={name}>
              <Table.Td colSpan={2}>{t(`sum.${name}`)}</Table.Td>
              <Table.Td ta="right">{money(amount, order.currency)}</Table.Td>
            </Table.Tr>
          ))}
        <Table.Tr>
          <Table.Th colSpan={2}>{t("column.total")}</Table.Th>
          <Table.Th ta="right">{money(order.total, order.currency)}</Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}

const endings: State[] = ["cancelled", "refunded"];

function Moves({ order, onEdit }: { order: Order; onEdit: () => void }) {
  const { t } = useTranslation("orders");
  const may = useMay()("orders.write");
  const move = useOrderDeed((state: State) => moveOrder(order, state), {
    says: (_, state) => t("moved", { state: t(`state.${state}`) }),
  });
  const [asked, ask] = useState<State | null>(null);
  const next = movesOf(order);
  if (!may) return null;
  if (next.length === 0) return <Text c="dimmed">{t("ended")}</Text>;
  return (
    <Group gap="xs">
      {next.map((state, index) => (
        <Button
          key={state}
          size="xs"
          variant={endings.includes(state) ? "subtle" : index === 0 ? "filled" : "default"}
          {...(endings.includes(state) && { color: "red" })}
          loading={move.isPending && move.variables === state}
          disabled={move.isPending}
          onClick={() => (isAsked(state) ? ask(state) : move.mutate(state))}
        >
          {t(`move.${state}`)}
        </Button>
      ))}
      <Button size="xs" variant="default" leftSection={<IconPencil size={14} />} onClick={onEdit}>
        {t(order.canEdit ? "edit" : "editDelivery")}
      </Button>
      {asked && <AskMove order={order} to={asked} onClose={() => ask(null)} />}
    </Group>
  );
}
