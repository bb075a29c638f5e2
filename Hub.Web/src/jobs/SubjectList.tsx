import { Badge, Button, Group, Stack, Table, Text } from "@mantine/core";
import { IconCircleCheck, IconX } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import { When } from "~/page/When";
import { subjectQuery } from "./api";
import { OpenDelivery } from "./OpenDelivery";
import { Places } from "./Places";
import type { Subject } from "./search";
import type { DeliveryState } from "./types";

/** What one conversation, order or ad has led to, the last owed first, whatever became of it unless one state is asked for. */
export function SubjectList({ subject, state }: { subject: Subject; state: DeliveryState | undefined }) {
  const { t } = useTranslation("jobs");
  const list = useInfiniteQuery(subjectQuery(subject, state));
  const of = subject.conversation ? "conversation" : subject.order ? "order" : "ad";
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Badge variant="light" tt="none" size="lg">
          {t(`of.${of}`, { ad: subject.ad ?? "" })}
        </Badge>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} />}
          component={Link}
          to="/jobs"
        >
          {t("all")}
        </Button>
      </Group>
      <Card>
        <Listed list={list} empty={<Empty icon={IconCircleCheck} title={t("of.none")} text={t("of.noneText")} />}>
          {(items) => (
            <Table highlightOnHover aria-label={t("deliveries")}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("replay.what")}</Table.Th>
                  <Table.Th>{t("delivery.state")}</Table.Th>
                  <Table.Th>{t("column.owed")}</Table.Th>
                  <Table.Th visibleFrom="sm">{t("column.detail")}</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((item) => (
                  <Table.Tr key={item.id}>
                    <Table.Td>{t(`kind.${item.kind}`)}</Table.Td>
                    <Table.Td>{t(`state.${item.state}`)}</Table.Td>
                    <Table.Td>
                      <When at={item.owedAt} />
                    </Table.Td>
                    <Table.Td visibleFrom="sm" maw="24rem">
                      <Text fz="xs" truncate>
                        {item.reason}
                      </Text>
                    </Table.Td>
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
      </Card>
    </Stack>
  );
}
