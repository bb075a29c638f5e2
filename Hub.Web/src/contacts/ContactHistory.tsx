import { Badge, Group, Stack, Text } from "@mantine/core";
import { IconMessages, IconShoppingBag } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { money } from "~/i18n/format";
import { OrderState } from "~/orders/OrderState";
import { Card } from "~/page/Card";
import { ConnectorIcon } from "~/page/ConnectorIcon";
import { Empty } from "~/page/Empty";
import { When } from "~/page/When";
import { useMay } from "~/session/session";
import { ContactBookings } from "./ContactBookings";
import classes from "./Contacts.module.css";
import type { ContactCard } from "./types";

/** What was said, bought and booked. */
export function ContactHistory({ card }: { card: ContactCard }) {
  const { t } = useTranslation("contacts");
  const may = useMay();
  const { data: connections } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const { conversations = [], orders = [] } = card;
  return (
    <>
      {may("conversations.read") && (
        <Card title={t("conversations.title")} flush>
          {conversations.length === 0 ? (
            <Empty icon={IconMessages} title={t("conversations.empty")} text={t("conversations.emptyText")} />
          ) : (
            <ul className={classes.rows}>
              {conversations.map((one) => (
                <li key={one.id}>
                  <Link
                    to="/inbox/$conversationId"
                    params={{ conversationId: one.id }}
                    search={{}}
                    className={classes.row}
                  >
                    <ConnectorIcon id={one.connectorId} size={32} />
                    <Stack gap={0} flex={1} miw={0}>
                      <Text fw={550} truncate>
                        {connections?.find((connection) => connection.id === one.connectionId)?.name ?? one.connectorId}
                      </Text>
                      <Text fz="sm" c="dimmed">
                        {t("conversations.since")} <When at={one.startedAt} /> · {t("conversations.last")}{" "}
                        <When at={one.lastActivityAt} />
                      </Text>
                    </Stack>
                    <Badge variant="light" color={one.status === "open" ? "sea" : "gray"} tt="none">
                      {t(`inbox:status.${one.status}`)}
                    </Badge>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Card>
      )}
      {may("orders.read") && (
        <Card title={t("orders.title")} flush>
          {orders.length === 0 ? (
            <Empty icon={IconShoppingBag} title={t("orders.empty")} text={t("orders.emptyText")} />
          ) : (
            <ul className={classes.rows}>
              {orders.map((order) => (
                <li key={order.id}>
                  <Link to="/orders" search={{ order: order.id }} className={classes.row}>
                    <Stack gap={0} flex={1} miw={0}>
                      <Text fw={550}>{order.number}</Text>
                      <Text fz="sm" c="dimmed">
                        <When at={order.placedAt} />
                      </Text>
                    </Stack>
                    <Group gap="sm">
                      <Text fw={600}>{money(order.total, order.currency)}</Text>
                      <OrderState state={order.state} />
                    </Group>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Card>
      )}
      {may("bookings.read") && <ContactBookings contactId={card.contact.id} />}
    </>
  );
}
