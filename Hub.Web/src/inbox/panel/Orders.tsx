import { Anchor, Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconTextScan2 } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { date, money } from "~/i18n/format";
import { OrderState } from "~/orders/OrderState";
import { Dialog } from "~/page/Dialog";
import { useMay } from "~/session/session";
import { PageLoading } from "~/shell/PageLoading";
import { contactQuery } from "../api";
import type { Order } from "../types";
import classes from "./ContactPanel.module.css";

// Whoever only answers need not load it.
const NewOrder = lazy(() => import("~/orders/NewOrder").then((module) => ({ default: module.NewOrder })));

interface Props {
  conversationId: string;
  contactId: string;
  orders: Order[];
}

export function Orders({ conversationId, contactId, orders }: Props) {
  const { t } = useTranslation("inbox");
  const may = useMay();
  const client = useQueryClient();
  const [isNew, { open, close }] = useDisclosure(false);
  const [fromChat, setFromChat] = useState(false);
  const begin = (reads: boolean) => {
    setFromChat(reads);
    open();
  };
  return (
    <section>
      <div className={classes.head}>
        <h3>{t("order.title")}</h3>
        {may("orders.write") && (
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={() => begin(false)}>
            {t("order.new")}
          </Button>
        )}
      </div>
      {may("orders.write") && (
        <Button size="compact-xs" variant="light" leftSection={<IconTextScan2 size={13} />} onClick={() => begin(true)}>
          {t("order.read")}
        </Button>
      )}
      <Dialog opened={isNew} onClose={close} title={t("order.new")} size="xl">
        <Suspense fallback={<PageLoading />}>
          <NewOrder
            conversationId={conversationId}
            fromChat={fromChat}
            onDone={() => {
              close();
              return client.invalidateQueries({ queryKey: contactQuery(contactId).queryKey });
            }}
          />
        </Suspense>
      </Dialog>
      {orders.map((order) => (
        <div key={order.id} className={classes.order}>
          <div className={classes.orderHead}>
            <Anchor renderRoot={(props) => <Link to="/orders" search={{ order: order.id }} {...props} />} fw={700}>
              {order.number}
            </Anchor>
            <OrderState state={order.state} />
            <strong>{money(order.total, order.currency)}</strong>
          </div>
          <small>
            {date(order.placedAt)} ·{" "}
            {order.lines.map((line) => `${line.quantity} × ${line.name ?? line.productCode}`).join(", ")}
          </small>
        </div>
      ))}
      {orders.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("order.none")}
        </Text>
      )}
    </section>
  );
}
