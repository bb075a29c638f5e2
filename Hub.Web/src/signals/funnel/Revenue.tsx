import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { money } from "~/i18n/format";
import { Card } from "~/page/Card";
import type { Funnel, FunnelMoney } from "./api";
import classes from "./Funnel.module.css";

/** What conversations brought, each currency by itself: sums over two currencies would be a number of nothing. */
export function Revenue({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation("signals");
  const currencies = [...new Set(funnel.money.map((row) => row.currency))];
  return (
    <Card title={t("funnel.revenue.title")} text={t("funnel.revenue.text")} flush={currencies.length > 0}>
      {currencies.length === 0 ? (
        <Text c="dimmed">{t("funnel.revenue.none")}</Text>
      ) : (
        currencies.map((currency) => (
          <Currency key={currency} currency={currency} rows={funnel.money.filter((row) => row.currency === currency)} />
        ))
      )}
    </Card>
  );
}

function Currency({ currency, rows }: { currency: string; rows: FunnelMoney[] }) {
  const { t } = useTranslation("signals");
  const amounts: [name: "ordered" | "paid" | "refunded" | "net" | "bookings", of: (row: FunnelMoney) => number][] = [
    ["ordered", (row) => row.ordered],
    ["paid", (row) => row.paid],
    ["refunded", (row) => row.refunded],
    ["net", (row) => row.paid - row.refunded],
    ["bookings", (row) => row.bookings],
  ];
  return (
    <section className={classes.scroll} aria-label={t("funnel.revenue.in", { currency })} tabIndex={0}>
      <Table horizontalSpacing="md" verticalSpacing="xs" aria-label={t("funnel.revenue.in", { currency })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{currency}</Table.Th>
            {rows.map((row) => (
              <Table.Th key={row.source} ta="right">
                {t(`funnel.source.${row.source}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {amounts
            .filter(([name, of]) => name === "net" || rows.some((row) => of(row) !== 0))
            .map(([name, of]) => (
              <Table.Tr key={name} fw={name === "net" ? 650 : undefined}>
                <Table.Th scope="row" fw="inherit">
                  {t(`funnel.revenue.${name}`)}
                </Table.Th>
                {rows.map((row) => (
                  <Table.Td key={row.source} ta="right" style={{ whiteSpace: "nowrap" }}>
                    {money(of(row), currency)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
