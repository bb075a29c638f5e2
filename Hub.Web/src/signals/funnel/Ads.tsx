import { Stack, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { money, number } from "~/i18n/format";
import { Card } from "~/page/Card";
import type { Funnel } from "./api";
import classes from "./Funnel.module.css";

const counts = ["conversations", "qualified", "ordered", "paid"] as const;

/** Which ads brought what. */
export function Ads({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation("signals");
  if (funnel.ads.length === 0) return null;
  return (
    <Card
      title={t("funnel.ads.title")}
      text={[t("funnel.ads.text"), funnel.moreAds && t("funnel.ads.more", { count: funnel.ads.length })]
        .filter(Boolean)
        .join(" ")}
      flush
    >
      <section className={classes.scroll} aria-label={t("funnel.ads.title")} tabIndex={0}>
        <Table horizontalSpacing="md" verticalSpacing="xs" aria-label={t("funnel.ads.title")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("funnel.ads.ad")}</Table.Th>
              {counts.map((one) => (
                <Table.Th key={one} ta="right">
                  {t(`funnel.ads.${one}`)}
                </Table.Th>
              ))}
              <Table.Th ta="right">{t("funnel.ads.revenue")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {funnel.ads.map((ad) => (
              <Table.Tr key={ad.adId ?? ""}>
                <Table.Td miw="9rem">
                  <Stack gap={0}>
                    {ad.title ?? ad.adId ?? t("funnel.ads.unnamed")}
                    {ad.title && ad.adId && (
                      <Text fz="xs" c="dimmed">
                        {ad.adId}
                      </Text>
                    )}
                  </Stack>
                </Table.Td>
                {counts.map((one) => (
                  <Table.Td key={one} ta="right">
                    {number(ad[one])}
                  </Table.Td>
                ))}
                <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
                  {ad.revenue.length === 0
                    ? "–"
                    : ad.revenue.map((sum) => <div key={sum.currency}>{money(sum.amount, sum.currency)}</div>)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </Card>
  );
}
