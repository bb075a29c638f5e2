import { Button, Code, Collapse, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fullTime, number } from "~/i18n/format";
import { Card } from "~/page/Card";
import { Listed } from "~/page/Listed";
import { StateBadge } from "~/page/StateBadge";
import { useDeed } from "~/page/useDeed";
import { When } from "~/page/When";
import { deliveriesOf, redeliver } from "./api";
import type { Endpoint, HookDelivery } from "./types";

const colors = {
  owed: "blue",
  started: "blue",
  done: "green",
  unknown: "orange",
  dead: "red",
  cancelled: "gray",
} as const;

/** Deliveries with each try, the last first. */
export function DeliveryLog({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation("webhooks");
  const list = useInfiniteQuery({ ...deliveriesOf(endpoint.id), refetchInterval: 5_000 });
  return (
    <Listed list={list} empty={<Text c="dimmed">{t("noDeliveries")}</Text>}>
      {(items) => (
        <Stack gap="xs">
          {items.map((item) => (
            <Entry key={item.id} endpoint={endpoint} item={item} />
          ))}
        </Stack>
      )}
    </Listed>
  );
}

function Entry({ endpoint, item }: { endpoint: Endpoint; item: HookDelivery }) {
  const { t } = useTranslation("webhooks");
  const [open, { toggle }] = useDisclosure(false);
  const again = useDeed(() => redeliver(endpoint.id, { deliveryId: item.id }), {
    refresh: [["webhook-deliveries"], ["webhook-endpoints"]],
  });
  const isOver = item.state !== "owed" && item.state !== "started";
  return (
    <Card>
      <Group justify="space-between" wrap="nowrap">
        <Text ff="monospace" fz="sm" truncate>
          {item.type ?? t("forgotten")}
        </Text>
        <StateBadge color={colors[item.state]}>{t(`delivery.${item.state}`)}</StateBadge>
      </Group>
      <Group gap="xs" mt={4}>
        <Text fz="xs" c="dimmed">
          <When at={item.owedAt} />
        </Text>
        {item.state === "owed" && item.tries.length > 0 && (
          <Text fz="xs">{t("nextTry", { time: fullTime(item.dueAt) })}</Text>
        )}
        <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={toggle}>
          {t("details")}
        </Button>
        {item.state === "owed" && item.tries.length > 0 && endpoint.state === "active" && (
          <Button size="compact-xs" variant="subtle" loading={again.isPending} onClick={() => again.mutate()}>
            {t("tryNow")}
          </Button>
        )}
        {isOver && endpoint.state !== "disabled" && (
          <Button size="compact-xs" variant="subtle" loading={again.isPending} onClick={() => again.mutate()}>
            {t("redeliver")}
          </Button>
        )}
      </Group>
      {item.state !== "done" && item.reason && (
        <Text fz="xs" mt={4}>
          {item.reason} {item.wayOn}
        </Text>
      )}
      <Collapse expanded={open}>
        <Stack gap={4} mt="xs">
          <Text fz="xs" ff="monospace" c="dimmed">
            {item.messageId}
          </Text>
          {item.tries.map((one) => (
            <Text key={one.at} fz="xs">
              {fullTime(one.at)} · {one.status ?? t("noAnswer")}
              {one.durationMs !== null && ` · ${number(one.durationMs)} ms`}
              {one.excerpt && ` · ${one.excerpt}`}
            </Text>
          ))}
          {item.payload !== null && <Code block>{JSON.stringify(item.payload, null, 2)}</Code>}
        </Stack>
      </Collapse>
    </Card>
  );
}
