import { Badge, Button, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { date, money } from "~/i18n/format";
import { useMay } from "~/session/session";
import type { Order } from "../types";
import classes from "./ContactPanel.module.css";
import { OrderForm } from "./OrderForm";

const colors: Record<string, string> = {
  draft: "gray",
  placed: "blue",
  paid: "sea",
  fulfilled: "indigo",
  completed: "green",
  cancelled: "red",
  refunded: "orange",
};

interface Props {
  conversationId: string;
  contactId: string;
  orders: Order[];
}

export function Orders({ conversationId, contactId, orders }: Props) {
  const { t } = useTranslation("inbox");
  const may = useMay();
  const [isNew, setIsNew] = useState(false);
  return (
    <section>
      <div className={classes.head}>
        <h3>{t("order.title")}</h3>
        {may("orders.write") && !isNew && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={13} />}
            onClick={() => setIsNew(true)}
          >
            {t("order.new")}
          </Button>
        )}
      </div>
      {isNew && <OrderForm conversationId={conversationId} contactId={contactId} onClose={() => setIsNew(false)} />}
      {orders.map((order) => (
        <div key={order.id} className={classes.order}>
          <div className={classes.orderHead}>
            <strong>{order.number}</strong>
            <Badge size="xs" variant="light" color={colors[order.state] ?? "gray"}>
              {t(`orderState.${order.state}`)}
            </Badge>
            <strong>{money(order.total, order.currency)}</strong>
          </div>
          <small>
            {date(order.placedAt)} ·{" "}
            {order.lines.map((line) => `${line.quantity} × ${line.name ?? line.productCode}`).join(", ")}
          </small>
        </div>
      ))}
      {orders.length === 0 && !isNew && (
        <Text size="sm" c="dimmed">
          {t("order.none")}
        </Text>
      )}
    </section>
  );
}
