import { Anchor, Group, Stack, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { money } from "~/i18n/format";
import { When } from "~/page/When";
import { useMay } from "~/session/session";
import { OrderState } from "./OrderState";
import type { Order } from "./types";

export function OrderTable({ items }: { items: Order[] }) {
  const { t } = useTranslation("orders");
  const may = useMay();
  return (
    <Table highlightOnHover verticalSpacing="sm" horizontalSpacing="md" aria-label={t("title")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("column.number")}</Table.Th>
          <Table.Th visibleFrom="sm">{t("column.contact")}</Table.Th>
          <Table.Th visibleFrom="sm">{t("column.state")}</Table.Th>
          <Table.Th ta="right">{t("column.total")}</Table.Th>
          <Table.Th visibleFrom="sm">{t("column.placed")}</Table.Th>
          <Table.Th visibleFrom="md" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((order) => (
          <Table.Tr key={order.id}>
            <Table.Td>
              <Stack gap={2}>
                <Anchor
                  fw={600}
                  renderRoot={(props) => (
                    <Link
                      from="/orders"
                      to="/orders"
                      search={(before) => ({ ...before, order: order.id })}
                      {...props}
                    />
                  )}
                >
                  {order.number}
                </Anchor>
                <Text fz="xs" c="dimmed">
                  {t("lines", { count: order.lines.length })}
                </Text>
                <Group gap={6} hiddenFrom="sm">
                  <Text fz="sm">{order.contactName ?? t("noName")}</Text>
                  <OrderState state={order.state} />
                </Group>
              </Stack>
            </Table.Td>
            <Table.Td visibleFrom="sm">
              {may("contacts.read") ? (
                <Anchor
                  c="var(--mantine-color-text)"
                  renderRoot={(props) => (
                    <Link to="/contacts/$contactId" params={{ contactId: order.contactId }} {...props} />
                  )}
                >
                  {order.contactName ?? t("noName")}
                </Anchor>
              ) : (
                (order.contactName ?? t("noName"))
              )}
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <OrderState state={order.state} />
            </Table.Td>
            <Table.Td ta="right" style={{ whiteSpace: "nowrap" }} fw={600}>
              {money(order.total, order.currency)}
            </Table.Td>
            <Table.Td visibleFrom="sm" style={{ whiteSpace: "nowrap" }}>
              <When at={order.placedAt} />
            </Table.Td>
            <Table.Td visibleFrom="md">
              <Group justify="flex-end">
                {may("conversations.read") && (
                  <Anchor
                    fz="sm"
                    renderRoot={(props) => (
                      <Link
                        to="/inbox/$conversationId"
                        params={{ conversationId: order.conversationId }}
                        search={{}}
                        {...props}
                      />
                    )}
                  >
                    {t("conversation")}
                  </Anchor>
                )}
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
