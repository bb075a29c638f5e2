import { Button, SegmentedControl, Select } from "@mantine/core";
import { IconPlus, IconSearch, IconShoppingBag } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import { Page } from "~/page/Page";
import { SearchField } from "~/page/SearchField";
import { useFeed } from "~/page/useFeed";
import { useMay } from "~/session/session";
import { ordersQuery } from "./api";
import { Board } from "./Board";
import { NewOrder } from "./NewOrder";
import { OrderPanel } from "./OrderPanel";
import { OrderTable } from "./OrderTable";
import { orderStates } from "./types";

const types = ["conversation.changed"] as const;
const keys = [["orders"]] as const;

/** What was bought in conversations. */
export function OrdersPage() {
  const { t } = useTranslation("orders");
  const search = useSearch({ from: "/shell/orders" });
  const navigate = useNavigate({ from: "/orders" });
  const may = useMay()("orders.write");
  const list = useInfiniteQuery({ ...ordersQuery(search), placeholderData: keepPreviousData });
  useFeed(types, keys);
  const add = may && (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => void navigate({ search: (before) => ({ ...before, new: "" }) })}
    >
      {t("new.title")}
    </Button>
  );
  return (
    <Page
      title={t("title")}
      text={t("text")}
      actions={add}
      tools={
        <>
          <SearchField
            value={search.q ?? ""}
            label={t("search")}
            hint={t("searchHint")}
            onFind={(q) => void navigate({ search: ({ q: _, ...rest }) => (q ? { ...rest, q } : rest), replace: true })}
          />
          <SegmentedControl
            aria-label={t("view.title")}
            value={search.view ?? "list"}
            onChange={(view) =>
              void navigate({
                search: ({ view: _, ...rest }) => (view === "board" ? { ...rest, view } : rest),
              })
            }
            data={[
              { value: "list", label: t("view.list") },
              { value: "board", label: t("view.board") },
            ]}
          />
          {search.view !== "board" && (
            <Select
              aria-label={t("column.state")}
              placeholder={t("anyState")}
              value={search.state ?? null}
              onChange={(state) =>
                void navigate({ search: ({ state: _, ...rest }) => (state ? { ...rest, state } : rest) })
              }
              data={orderStates.map((value) => ({ value, label: t(`state.${value}`) }))}
              clearable
            />
          )}
        </>
      }
    >
      {search.view === "board" ? (
        <Board search={search} />
      ) : (
        <Card flush>
          <Listed
            list={list}
            empty={
              search.q ? (
                <Empty icon={IconSearch} title={t("notFound", { q: search.q })} text={t("notFoundText")} />
              ) : (
                <Empty
                  icon={IconShoppingBag}
                  title={t(search.state ? "none" : "empty.title")}
                  text={t(search.state ? "noneText" : "empty.text")}
                >
                  {!search.state && add}
                </Empty>
              )
            }
          >
            {(items) => <OrderTable items={items} />}
          </Listed>
        </Card>
      )}
      <OrderPanel id={search.order} onClose={() => void navigate({ search: ({ order: _, ...rest }) => rest })} />
      <Dialog
        opened={search.new !== undefined}
        onClose={() => void navigate({ search: ({ new: _, ...rest }) => rest })}
        title={t("new.title")}
        size="xl"
      >
        {search.new !== undefined && (
          <NewOrder
            conversationId={search.new}
            onDone={(order) => navigate({ search: ({ new: _, ...rest }) => ({ ...rest, order: order.id }) })}
          />
        )}
      </Dialog>
    </Page>
  );
}
