import { Button, Group, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { IconCircleCheck, IconRefresh } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { number } from "~/i18n/format";
import { Card } from "~/page/Card";
import { Confirm } from "~/page/Confirm";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import { useDeed } from "~/page/useDeed";
import { When } from "~/page/When";
import { useMay } from "~/session/session";
import { replayWebhook, replayWebhooks, webhooksQuery } from "./api";
import { type WebhookEvent, type WebhookState, webhookStates } from "./types";
import { WebhookPanel } from "./WebhookPanel";

/** What platforms posted: what could not be applied, and applying it again. */
export function WebhookList() {
  const { t } = useTranslation("jobs");
  const { webhooks: state = "failed" } = useSearch({ from: "/shell/jobs" });
  const navigate = useNavigate({ from: "/jobs" });
  const list = useInfiniteQuery(webhooksQuery(state));
  const may = useMay();
  const { data: connections } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const mayReplay = may("webhooks.replay");
  const [looked, setLooked] = useState<WebhookEvent | null>(null);
  const [asked, setAsked] = useState<WebhookEvent | null>(null);
  const refresh = [["webhook-events"]];
  const one = useDeed((id: string) => replayWebhook(id), { says: t("webhook.done"), refresh });
  const all = useDeed((event: WebhookEvent) => replayWebhooks(event.connectionId, event.failureCode), {
    says: ({ replayed }) => t("replay.done", { count: replayed }),
    refresh,
    after: () => setAsked(null),
  });
  const nameOf = (event: WebhookEvent) =>
    connections?.find((connection) => connection.id === event.connectionId)?.name ?? event.accountId;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text c="dimmed">{t("webhook.text")}</Text>
        <SegmentedControl
          size="xs"
          aria-label={t("states")}
          value={state}
          onChange={(next) => void navigate({ search: { tab: "webhooks", webhooks: next as WebhookState } })}
          data={webhookStates.map((value) => ({ value, label: t(`webhook.state.${value}`) }))}
        />
      </Group>
      <Card flush>
        <Listed
          list={list}
          empty={<Empty icon={IconCircleCheck} title={t(`webhook.empty.${state}`)} text={t("webhook.emptyText")} />}
        >
          {(items) => (
            <Table highlightOnHover verticalSpacing="sm" horizontalSpacing="md" aria-label={t("tab.webhooks")}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("webhook.received")}</Table.Th>
                  <Table.Th>{t("replay.where")}</Table.Th>
                  <Table.Th visibleFrom="sm">{t("webhook.events")}</Table.Th>
                  {state === "failed" && <Table.Th visibleFrom="md">{t("webhook.problem")}</Table.Th>}
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((event) => (
                  <Table.Tr key={event.id}>
                    <Table.Td>
                      <When at={event.receivedAt} />
                    </Table.Td>
                    <Table.Td>{nameOf(event)}</Table.Td>
                    <Table.Td visibleFrom="sm">{number(event.events)}</Table.Td>
                    {state === "failed" && (
                      <Table.Td visibleFrom="md" maw="22rem">
                        <Text fz="xs" ff="monospace" truncate>
                          {[event.failureCode, event.failureDetail].filter(Boolean).join(": ")}
                        </Text>
                      </Table.Td>
                    )}
                    <Table.Td ta="right">
                      <Group gap={4} justify="flex-end" wrap="nowrap">
                        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setLooked(event)}>
                          {t("open")}
                        </Button>
                        {mayReplay && state === "failed" && (
                          <>
                            <Button
                              size="compact-xs"
                              variant="default"
                              loading={one.isPending && one.variables === event.id}
                              onClick={() => one.mutate(event.id)}
                            >
                              {t("webhook.again")}
                            </Button>
                            <Button size="compact-xs" variant="subtle" onClick={() => setAsked(event)} visibleFrom="sm">
                              {t("webhook.allAlike")}
                            </Button>
                          </>
                        )}
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Listed>
      </Card>
      <WebhookPanel event={looked} name={looked ? nameOf(looked) : ""} onClose={() => setLooked(null)} />
      <Confirm
        opened={asked !== null}
        title={t("webhook.title")}
        deed={t("webhook.allAlike")}
        isBusy={all.isPending}
        onConfirm={() => asked && all.mutate(asked)}
        onClose={() => setAsked(null)}
      >
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <IconRefresh size={18} aria-hidden />
          <Text>{t("webhook.allText", { name: asked ? nameOf(asked) : "", code: asked?.failureCode ?? "" })}</Text>
        </Group>
      </Confirm>
    </Stack>
  );
}
