import { Button, Group, Switch, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Failure } from "~/page/Failure";
import { RowsLoading } from "~/page/Rows";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { switchComments, switchQuery } from "./api";

/** Whether the platform tells of comments that may be answered by messages. */
export function CommentSwitch({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation("comments");
  const may = useMay()("connections.write");
  const found = useQuery(switchQuery(connectionId));
  const change = useDeed((on: boolean) => switchComments(connectionId, on), {
    says: (_, on) => t(on ? "switch.isOn" : "switch.isOff"),
    refresh: [["comments", "switch", connectionId]],
  });
  return (
    <Card title={t("switch.title")} text={t("switch.text")}>
      {found.isPending && <RowsLoading rows={1} />}
      {found.isError && <Failure error={found.error} again={found.refetch} />}
      {found.data?.notOffered && <Text c="dimmed">{found.data.notOffered}</Text>}
      {found.data?.on === null && !found.data.notOffered && (
        <Group gap="sm">
          <Text c="dimmed">{t("switch.notKnown")}</Text>
          {may &&
            [true, false].map((on) => (
              <Button
                key={String(on)}
                size="xs"
                variant="default"
                loading={change.isPending && change.variables === on}
                disabled={change.isPending}
                onClick={() => change.mutate(on)}
              >
                {t(on ? "switch.on" : "switch.off")}
              </Button>
            ))}
        </Group>
      )}
      {found.data && found.data.on !== null && (
        <Switch
          label={t("switch.label")}
          checked={change.isPending ? change.variables : found.data.on}
          disabled={!may || change.isPending}
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
      )}
    </Card>
  );
}
