import { Button, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Connection } from "~/connections/types";
import { number } from "~/i18n/format";
import { Card } from "~/page/Card";
import { Failure } from "~/page/Failure";
import { type Reconciled, reconciliationQuery } from "./api";
import classes from "./Funnel.module.css";
import { isMonth } from "./span";

/** The platforms' own counts, asked for when somebody wants to know. */
export function Reconcile({ from, to, connections }: { from: string; to: string; connections: Connection[] }) {
  const { t } = useTranslation("signals");
  const counts = useQuery({ ...reconciliationQuery(from, to), enabled: false });
  return (
    <Card title={t("reconcile.title")} text={t("reconcile.text")}>
      <Stack align="flex-start">
        {isMonth(from, to) ? (
          <Button variant="default" loading={counts.isFetching} onClick={() => void counts.refetch()}>
            {t("reconcile.ask")}
          </Button>
        ) : (
          <Text c="dimmed">{t("reconcile.tooLong")}</Text>
        )}
        {counts.isError && <Failure error={counts.error} again={counts.refetch} />}
        {counts.data &&
          (counts.data.platforms.length === 0 ? (
            <Text c="dimmed">{t("reconcile.none")}</Text>
          ) : (
            counts.data.platforms.map((platform) => (
              <Platform
                key={platform.connectionId}
                platform={platform}
                name={connections.find((one) => one.id === platform.connectionId)?.name ?? t("health.platform")}
              />
            ))
          ))}
      </Stack>
    </Card>
  );
}

function Platform({ platform, name }: { platform: Reconciled; name: string }) {
  const { t } = useTranslation("signals");
  if (platform.reason)
    return (
      <Text>
        <b>{name}</b>: {platform.reason}{" "}
        <Text span fz="xs" c="dimmed">
          {platform.code && `(${platform.code})`}
        </Text>
      </Text>
    );
  return (
    <section className={classes.scroll} aria-label={name} tabIndex={0}>
      <Table horizontalSpacing="md" verticalSpacing="xs" aria-label={name}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{name}</Table.Th>
            <Table.Th ta="right">{t("reconcile.sent")}</Table.Th>
            <Table.Th ta="right">{t("reconcile.counted")}</Table.Th>
            <Table.Th ta="right">{t("reconcile.difference")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {platform.counts.map((row) => (
            <Table.Tr key={row.name}>
              <Table.Td>
                {t(`kind.${row.kind}`)}
                <Text fz="xs" c="dimmed">
                  {row.name}
                </Text>
              </Table.Td>
              <Table.Td ta="right">{number(row.sent)}</Table.Td>
              <Table.Td ta="right">{number(row.platform)}</Table.Td>
              <Table.Td ta="right">{number(row.platform - row.sent)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
