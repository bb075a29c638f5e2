import { Anchor, Button, Table, Text } from "@mantine/core";
import { IconListDetails } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import { StateBadge } from "~/page/StateBadge";
import { When } from "~/page/When";
import { logQuery, rulesQuery } from "./api";
import type { LogEntry } from "./types";

const colors: Record<LogEntry["result"], string> = { done: "teal", held: "yellow", failed: "red" };

/** What rules did with which message, and why not. */
export function LogSection({ ruleId }: { ruleId: string | undefined }) {
  const { t } = useTranslation("automation");
  const navigate = useNavigate({ from: "/automation" });
  const list = useInfiniteQuery(logQuery(ruleId));
  const rules = useQuery(rulesQuery).data ?? [];
  const nameOf = (id: string) => rules.find((rule) => rule.id === id)?.name ?? t("log.gone");
  return (
    <Card
      flush
      title={ruleId ? t("log.of", { name: nameOf(ruleId) }) : t("tab.log")}
      text={t("log.text")}
      actions={
        ruleId && (
          <Button variant="default" size="compact-sm" onClick={() => void navigate({ search: { tab: "log" } })}>
            {t("log.all")}
          </Button>
        )
      }
    >
      <Listed list={list} empty={<Empty icon={IconListDetails} title={t("log.empty")} text={t("log.emptyText")} />}>
        {(items) => (
          <Table verticalSpacing="xs" horizontalSpacing="md" aria-label={t("tab.log")}>
            <Table.Tbody>
              {items.map((entry) => (
                <Table.Tr key={entry.id}>
                  <Table.Td>
                    <Text fz="sm" fw={600}>
                      {nameOf(entry.ruleId)}
                    </Text>
                    <Text fz="xs" c="dimmed">
                      {entry.result === "done"
                        ? entry.actions.map((action) => t(`action.${action}`)).join(" · ")
                        : (entry.reason ?? entry.code)}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <StateBadge color={entry.dry ? "gray" : colors[entry.result]}>
                      {t(entry.dry ? "state.dryRun" : `result.${entry.result}`)}
                    </StateBadge>
                  </Table.Td>
                  <Table.Td>
                    <Anchor
                      fz="sm"
                      component={Link}
                      to={`/inbox/${entry.conversationId}`}
                      search={{ message: entry.messageId ?? undefined } as never}
                    >
                      <When at={entry.at} />
                    </Anchor>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Listed>
    </Card>
  );
}
