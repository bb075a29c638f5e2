import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Failure } from "~/page/Failure";
import { RowsLoading } from "~/page/Rows";
import { useDeed } from "~/page/useDeed";
import { When } from "~/page/When";
import { deviceOf } from "./agent";
import { endSession, sessionsQuery } from "./api";

/** Where the member is signed in. */
export function SessionsCard() {
  const { t } = useTranslation("settings");
  const sessions = useQuery(sessionsQuery);
  const end = useDeed((id: string | undefined) => endSession(id), {
    says: t("sessions.ended"),
    refresh: [["sessions"]],
  });
  const others = sessions.data?.filter((session) => !session.isCurrent) ?? [];
  return (
    <Card
      title={t("sessions.title")}
      text={t("sessions.text")}
      actions={
        others.length > 1 && (
          <Button size="xs" variant="default" loading={end.isPending} onClick={() => end.mutate(undefined)}>
            {t("sessions.endOthers")}
          </Button>
        )
      }
    >
      {sessions.isPending && <RowsLoading rows={2} />}
      {sessions.isError && <Failure error={sessions.error} again={sessions.refetch} />}
      <Stack gap="sm">
        {sessions.data?.map((session) => {
          const { name, isPhone } = deviceOf(session.agent);
          const Icon = isPhone ? IconDeviceMobile : IconDeviceDesktop;
          return (
            <Group key={session.id} justify="space-between" wrap="nowrap">
              <Group gap="sm" wrap="nowrap">
                <Icon size={22} stroke={1.5} aria-hidden />
                <Stack gap={0}>
                  <Group gap="xs">
                    <Text>{name ?? t("sessions.unknown")}</Text>
                    {session.isCurrent && (
                      <Badge size="sm" variant="light" tt="none">
                        {t("sessions.this")}
                      </Badge>
                    )}
                  </Group>
                  <Text fz="sm" c="dimmed">
                    {t("sessions.seen")} <When at={session.lastSeenAt} />
                  </Text>
                </Stack>
              </Group>
              {!session.isCurrent && (
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={end.isPending && end.variables === session.id}
                  onClick={() => end.mutate(session.id)}
                >
                  {t("sessions.end")}
                </Button>
              )}
            </Group>
          );
        })}
      </Stack>
    </Card>
  );
}
