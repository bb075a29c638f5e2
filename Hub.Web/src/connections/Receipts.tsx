import { Anchor, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fullTime, number } from "~/i18n/format";
import { Card } from "~/page/Card";
import { Facts } from "~/page/Facts";
import { StateBadge } from "~/page/StateBadge";
import { receiptAddress, receiptsQuery } from "./api";
import type { Receipt } from "./types";

/** What became of the account each time that it was disconnected. */
export function Receipts({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation("connections");
  const { data = [] } = useQuery(receiptsQuery(connectionId));
  if (data.length === 0) return null;
  return (
    <Card title={t("receipt.title")} text={t("receipt.text")}>
      <Stack gap="xl">
        {data.map((receipt) => (
          <Shown key={receipt.id} receipt={receipt} />
        ))}
      </Stack>
    </Card>
  );
}

function Shown({ receipt }: { receipt: Receipt }) {
  const { t, i18n } = useTranslation(["connections", "jobs"]);
  const step = (done: Receipt["revoke"]) =>
    [
      done.wayOn ?? t(`receipt.step.${done.state}`),
      done.state === "done" && done.at && fullTime(done.at),
      done.state === "failed" && done.code,
    ]
      .filter(Boolean)
      .join(" · ");
  const cancelled = receipt.cancelled.map((one) => `${t(`jobs:kind.${one.kind}`)}: ${number(one.count)}`);
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={600}>{fullTime(receipt.at)}</Text>
          <StateBadge color={receipt.isPending ? "orange" : "green"}>
            {t(receipt.isPending ? "receipt.isPending" : "receipt.isSettled")}
          </StateBadge>
        </Group>
        <Anchor href={receiptAddress(receipt, i18n.language)} download fz="sm">
          <Group gap={4}>
            <IconDownload size={16} />
            {t("receipt.download")}
          </Group>
        </Anchor>
      </Group>
      <Facts
        items={[
          [t("receipt.cause"), t(`receipt.by.${receipt.cause}`)],
          [t("receipt.revoke"), step(receipt.revoke)],
          [
            t("receipt.unsubscribe"),
            receipt.unsubscribe.state === "shared" ? t("receipt.subscriptionStays") : step(receipt.unsubscribe),
          ],
          [
            t("receipt.tokens"),
            receipt.tokensDeletedAt
              ? t("receipt.deleted", { time: fullTime(receipt.tokensDeletedAt) })
              : receipt.tokensKeptUntil && t("receipt.keptUntil", { time: fullTime(receipt.tokensKeptUntil) }),
          ],
          [t("receipt.cancelled"), cancelled.join(", ") || t("receipt.nothing")],
          [t("receipt.inDoubt"), receipt.inDoubt > 0 && number(receipt.inDoubt)],
          [t("receipt.kept"), t("receipt.conversations", { count: receipt.conversations })],
        ]}
      />
    </Stack>
  );
}
