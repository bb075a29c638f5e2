import { ActionIcon, Anchor, Group, Menu, Text } from "@mantine/core";
import { IconArrowsMove } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { money } from "~/i18n/format";
import { Listed } from "~/page/Listed";
import { useMay } from "~/session/session";
import { toast } from "~/shell/toasts";
import { AskMove } from "./AskMove";
import { moveOrder, ordersQuery } from "./api";
import classes from "./Board.module.css";
import { boardStates, refusalOf, takes } from "./board";
import { isAsked, movesOf } from "./moves";
import type { OrdersSearch } from "./search";
import type { Order, OrderState as State } from "./types";
import { useOrderDeed } from "./useOrderDeed";

/** Orders under way, a column for each state: dragged by hand, or moved by the menu of each. */
export function Board({ search }: { search: OrdersSearch }) {
  const { t } = useTranslation("orders");
  const may = useMay()("orders.write");
  const [dragged, setDragged] = useState<Order | null>(null);
  const [asked, ask] = useState<{ order: Order; state: State } | null>(null);
  const move = useOrderDeed(({ order, state }: { order: Order; state: State }) => moveOrder(order, state), {
    says: (_, { state }) => t("moved", { state: t(`state.${state}`) }),
  });
  const go = (order: Order, state: State) => (isAsked(state) ? ask({ order, state }) : move.mutate({ order, state }));
  const drop = (order: Order, state: State) => {
    const why = refusalOf(order, state);
    if (why) toast(t("stays", { number: order.number, state: t(`state.${order.state}`), why: t(`refusal.${why}`) }));
    else if (order.state !== state) go(order, state);
  };
  return (
    <section className={classes.board} aria-label={t("view.board")}>
      {boardStates.map((state) => (
        <Column
          key={state}
          state={state}
          search={search}
          takes={takes(dragged, state)}
          isDragging={dragged !== null}
          onDrop={() => {
            if (dragged) drop(dragged, state);
            setDragged(null);
          }}
          card={(order) => (
            <Card key={order.id} order={order} may={may} onDrag={setDragged} onMove={(next) => go(order, next)} />
          )}
        />
      ))}
      {asked && <AskMove order={asked.order} to={asked.state} onClose={() => ask(null)} />}
    </section>
  );
}

interface ColumnProps {
  state: State;
  search: OrdersSearch;
  takes: boolean;
  isDragging: boolean;
  onDrop: () => void;
  card: (order: Order) => ReactNode;
}

function Column({ state, search, takes, isDragging, onDrop, card }: ColumnProps) {
  const { t } = useTranslation("orders");
  const list = useInfiniteQuery(ordersQuery({ ...search, state }));
  return (
    <section
      className={classes.column}
      aria-label={t(`state.${state}`)}
      data-takes={takes || undefined}
      // Also where it may not go: there it is said why.
      onDragOver={(event) => isDragging && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
    >
      <Text fw={650}>{t(`state.${state}`)}</Text>
      <Listed
        list={list}
        empty={
          <Text fz="sm" c="dimmed">
            {t("none")}
          </Text>
        }
      >
        {(items) => items.map(card)}
      </Listed>
    </section>
  );
}

interface CardProps {
  order: Order;
  may: boolean;
  onDrag: (order: Order | null) => void;
  onMove: (state: State) => void;
}

function Card({ order, may, onDrag, onMove }: CardProps) {
  const { t } = useTranslation("orders");
  const next = movesOf(order);
  return (
    <article
      className={classes.card}
      draggable={may}
      onDragStart={(event) => {
        event.dataTransfer.setData("text/plain", order.number);
        onDrag(order);
      }}
      onDragEnd={() => onDrag(null)}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Anchor
          fw={600}
          fz="sm"
          renderRoot={(props) => (
            <Link from="/orders" to="/orders" search={(before) => ({ ...before, order: order.id })} {...props} />
          )}
        >
          {order.number}
        </Anchor>
        {may && next.length > 0 && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t("moveNamed", { number: order.number })}>
                <IconArrowsMove size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {next.map((state) => (
                <Menu.Item key={state} onClick={() => onMove(state)}>
                  {t(`move.${state}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <Text fz="sm">{order.contactName ?? t("noName")}</Text>
      <Text fz="sm" fw={600}>
        {money(order.total, order.currency)}
      </Text>
      {order.paymentState !== "unpaid" && (
        <Text fz="xs" c="dimmed">
          {t(`money.state.${order.paymentState}`)}
        </Text>
      )}
    </article>
  );
}
