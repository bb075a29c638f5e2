import { Group, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fullTime, number } from "~/i18n/format";
import { Listed } from "~/page/Listed";
import { When } from "~/page/When";
import { deliveriesQuery } from "./api";
import { isOf } from "./deeds";
import { OpenDelivery } from "./OpenDelivery";
import { Places } from "./Places";
import type { Cause, DeliveryState } from "./types";

export function DeliveryRows({ state, cause }: { state: DeliveryState; cause: Cause }) {
  const { t } = useTranslation("jobs");
  // A person's words are to be read whole, also on a phone.
  const isSkipped = cause.outcome === "Skipped";
  const list = useInfiniteQuery(deliveriesQuery(state, cause));
  return (
    <Listed list={list} empty={<Text c="dimmed">{t(`empty.${state}`)}</Text>}>
      {(items) => (
        <Table highlightOnHover aria-label={t("deliveries")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(state === "owed" ? "delivery.due" : "column.owed")}</Table.Th>
              <Table.Th>{t("column.tries")}</Table.Th>
              {isSkipped ? (
                <Table.Th>{t("skip.reason")}</Table.Th>
              ) : (
                <Table.Th visibleFrom="sm">{t("column.detail")}</Table.Th>
              )}
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items
              .filter((item) => isOf(cause, item))
              .map((item) => (
                <Table.Tr key={item.id}>
                  <Table.Td>{state === "owed" ? fullTime(item.dueAt) : <When at={item.owedAt} />}</Table.Td>
                  <Table.Td>{item.attempts > 0 && number(item.attempts)}</Table.Td>
                  {isSkipped ? (
                    <Table.Td maw="24rem">
                      <Text fz="sm">{item.detail}</Text>
                    </Table.Td>
                  ) : (
                    <Table.Td visibleFrom="sm" maw="24rem">
                      <Text fz="xs" ff="monospace" truncate>
                        {item.detail ?? item.code}
                      </Text>
                    </Table.Td>
                  )}
                  <Table.Td ta="right">
                    <Group gap="sm" justify="flex-end">
                      <Places delivery={item} most={1} />
                      <OpenDelivery id={item.id} />
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      )}
    </Listed>
  );
}
