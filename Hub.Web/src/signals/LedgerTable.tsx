import { Anchor, Badge, Group, Stack, Table, Text } from "@mantine/core";
import { IconAd2 } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Connection } from "~/connections/types";
import { money } from "~/i18n/format";
import { StateBadge } from "~/page/StateBadge";
import { When } from "~/page/When";
import { useMay } from "~/session/session";
import type { LedgerEntry } from "./types";

const colors = { sent: "green", held: "orange", dropped: "gray", inDoubt: "yellow" } as const;

export function LedgerTable({ items, connections }: { items: LedgerEntry[]; connections: Connection[] }) {
  const { t } = useTranslation("signals");
  return (
    <Table highlightOnHover verticalSpacing="sm" horizontalSpacing="md" aria-label={t("title")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("column.kind")}</Table.Th>
          <Table.Th>{t("column.state")}</Table.Th>
          <Table.Th visibleFrom="sm" ta="right">
            {t("column.value")}
          </Table.Th>
          <Table.Th visibleFrom="md">{t("column.platform")}</Table.Th>
          <Table.Th visibleFrom="sm">{t("column.at")}</Table.Th>
          <Table.Th visibleFrom="sm">{t("column.proof")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((entry) => (
          <Row
            key={`${entry.signalId} ${entry.connectionId}`}
            entry={entry}
            platform={connections.find((one) => one.id === entry.connectionId)?.name}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ entry, platform }: { entry: LedgerEntry; platform: string | undefined }) {
  const { t } = useTranslation("signals");
  const may = useMay();
  const value = entry.value !== null && entry.currency ? money(entry.value, entry.currency) : null;
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={2}>
          <Group gap={6}>
            <Text fw={550}>{t(`kind.${entry.kind}`)}</Text>
            {entry.referral && (
              <Badge
                size="sm"
                variant="light"
                tt="none"
                leftSection={<IconAd2 size={12} />}
                title={[entry.referral.adId, entry.referral.trackingId].filter(Boolean).join(" · ")}
              >
                {entry.referral.title ?? (entry.referral.adId ? t("ad", { id: entry.referral.adId }) : t("fromAd"))}
              </Badge>
            )}
          </Group>
          <Group gap="sm" fz="xs">
            {may("conversations.read") && (
              <Anchor
                fz="xs"
                renderRoot={(props) => (
                  <Link
                    to="/inbox/$conversationId"
                    params={{ conversationId: entry.conversationId }}
                    search={{}}
                    {...props}
                  />
                )}
              >
                {t("conversation")}
              </Anchor>
            )}
            {entry.orderId && may("orders.read") && (
              <Anchor
                fz="xs"
                renderRoot={(props) => <Link to="/orders" search={{ order: entry.orderId ?? "" }} {...props} />}
              >
                {entry.orderNumber ?? t("order")}
              </Anchor>
            )}
          </Group>
          <Group gap="xs" hiddenFrom="sm" fz="xs" c="dimmed">
            <When at={entry.occurredAt} />
            {value}
            <ProofLink entry={entry} />
          </Group>
        </Stack>
      </Table.Td>
      <Table.Td>
        <StateBadge color={colors[entry.state]}>{t(`state.${entry.state}`)}</StateBadge>
        {entry.reason && (
          <Text fz="xs" c="dimmed" mt={4} maw="22rem">
            {entry.reason} {entry.wayOn}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right" style={{ whiteSpace: "nowrap" }}>
        {value}
      </Table.Td>
      <Table.Td visibleFrom="md">{platform}</Table.Td>
      <Table.Td visibleFrom="sm" style={{ whiteSpace: "nowrap" }}>
        <When at={entry.occurredAt} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <ProofLink entry={entry} />
      </Table.Td>
    </Table.Tr>
  );
}

function ProofLink({ entry }: { entry: LedgerEntry }) {
  const { t } = useTranslation("signals");
  if (!entry.requestId) return null;
  return (
    <Anchor
      fz="sm"
      renderRoot={(props) => (
        <Link
          from="/signals"
          to="/signals"
          search={(before) => ({ ...before, request: entry.requestId ?? "" })}
          aria-label={t("proof.openNamed", { kind: t(`kind.${entry.kind}`) })}
          {...props}
        />
      )}
    >
      {t("proof.open")}
    </Anchor>
  );
}
