import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { Card } from "~/page/Card";
import { ReceiptDownloads } from "~/page/ReceiptDownloads";
import { StateBadge } from "~/page/StateBadge";
import { receiptAddress, receiptsQuery } from "./api";
import { ReceiptFacts } from "./ReceiptFacts";

/** What became of the account each time that it was disconnected. */
export function Receipts({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation("connections");
  const { data = [] } = useQuery(receiptsQuery(connectionId));
  if (data.length === 0) return null;
  return (
    <Card title={t("receipt.title")} text={t("receipt.text")}>
      <Stack gap="xl">
        {data.map((receipt) => (
          <Stack key={receipt.id} gap="xs">
            <Group justify="space-between" gap="xs">
              <Group gap="xs">
                <Text fw={600}>{fullTime(receipt.at)}</Text>
                <StateBadge color={receipt.isPending ? "orange" : "green"}>
                  {t(receipt.isPending ? "receipt.isPending" : "receipt.isSettled")}
                </StateBadge>
              </Group>
              <ReceiptDownloads address={receiptAddress(receipt)} />
            </Group>
            <ReceiptFacts receipt={receipt} />
          </Stack>
        ))}
      </Stack>
    </Card>
  );
}
