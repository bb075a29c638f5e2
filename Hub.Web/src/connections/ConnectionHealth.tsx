import { Alert, Anchor, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fullTime, number } from "~/i18n/format";
import { Card } from "~/page/Card";
import { ShortId } from "~/page/CopyField";
import { Facts } from "~/page/Facts";
import { When } from "~/page/When";
import { healthQuery } from "./api";
import { ConnectionState } from "./ConnectionState";
import { isTokenRefused, whyNotRead } from "./health";
import { ParkedNotice } from "./Parking";
import type { Connection } from "./types";

/** Whether messages come and go, and what waits. */
export function ConnectionHealth({ connection }: { connection: Connection }) {
  const { t } = useTranslation("connections");
  const { data } = useQuery(healthQuery);
  const health = data?.find((one) => one.connectionId === connection.id);
  const isRefused = isTokenRefused(connection); // what stood or would end on a day says nothing any more
  const failures = health ? health.dead + health.inDoubt : 0;
  return (
    <Card
      title={t("health.title")}
      actions={<ConnectionState state={connection.state} isParked={connection.parkedAt !== null} />}
    >
      <Stack>
        <ParkedNotice connection={connection} />
        {connection.reason && (
          <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={connection.reason}>
            {connection.wayOn}
            {connection.stateDetail && (
              <Text fz="xs" ff="monospace">
                {connection.stateDetail}
              </Text>
            )}
          </Alert>
        )}
        {health?.silentSince && (
          <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={t("health.silentTitle")}>
            {t("health.silentText", { time: fullTime(health.silentSince) })}
          </Alert>
        )}
        {health?.isUnanswered && health.waitsUntil && (
          <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={t("health.unansweredTitle")}>
            {t("health.unansweredText", { time: fullTime(health.waitsUntil) })}
          </Alert>
        )}
        {health?.subscription?.state === "failing" && (
          <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={t("subscription.failingTitle")}>
            {health.subscription.wayOn ?? t("subscription.failingText")}
            {health.subscription.code && (
              <Text fz="xs" ff="monospace">
                {health.subscription.code}
              </Text>
            )}
          </Alert>
        )}
        {health?.subscription?.state === "stays" && (
          <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={t("subscription.staysTitle")}>
            {health.subscription.wayOn ?? t("subscription.staysText")}
            {health.subscription.code && (
              <Text fz="xs" ff="monospace">
                {health.subscription.code}
              </Text>
            )}
          </Alert>
        )}
        {health?.subscription && health.subscription.missing.length > 0 && (
          <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={t("subscription.missingTitle")}>
            {t("subscription.missingText", { kinds: health.subscription.missing.join(", ") })}
          </Alert>
        )}
        {health?.reading?.code && (
          <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={t("reading.failingTitle")}>
            {t(whyNotRead(health.reading.code))}
            <Text fz="xs" ff="monospace">
              {health.reading.code}
            </Text>
          </Alert>
        )}
        <Facts
          items={[
            [
              t("health.lastEvent"),
              connection.lastEventAt ? <When key="last" at={connection.lastEventAt} /> : t("health.never"),
            ],
            [
              t("health.owed"),
              health && (
                <Group gap={6}>
                  {number(health.owed)}
                  {health.oldestOwedAt && (
                    <Text span c="dimmed" fz="sm">
                      {t("health.oldest")} <When at={health.oldestOwedAt} />
                    </Text>
                  )}
                </Group>
              ),
            ],
            [
              t("health.failed"),
              health &&
                (failures > 0 ? (
                  <Anchor
                    renderRoot={(props) => (
                      <Link
                        to="/jobs"
                        search={{ state: health.dead > 0 ? "dead" : "unknown", connection: connection.id }}
                        {...props}
                      />
                    )}
                  >
                    {t("health.look", { count: failures })}
                  </Anchor>
                ) : (
                  number(0)
                )),
            ],
            [
              t("health.recent"),
              health &&
                health.recentDone + health.recentFailed > 0 &&
                t("health.recentRate", {
                  rate: Math.floor((100 * health.recentDone) / (health.recentDone + health.recentFailed)),
                  count: health.recentDone + health.recentFailed,
                }),
            ],
            [
              t("subscription.title"),
              !isRefused && health?.subscription && (
                <Group gap={6}>
                  {t(`subscription.state.${health.subscription.state}`)}
                  {health.subscription.checkedAt && (
                    <Text span c="dimmed" fz="sm">
                      {t("subscription.checked")} <When at={health.subscription.checkedAt} />
                    </Text>
                  )}
                </Group>
              ),
            ],
            [
              t("subscription.coming"),
              health?.subscription && health.subscription.coming.length > 0 && health.subscription.coming.join(", "),
            ],
            [t("subscription.repaired"), health?.subscription?.repairedAt && fullTime(health.subscription.repairedAt)],
            [
              t("reading.title"),
              health?.reading?.readAt && (
                <Group gap={6}>
                  <When at={health.reading.readAt} />
                  <Text span c="dimmed" fz="sm">
                    {t("reading.followed", { count: health.reading.followed })}
                    {health.reading.overruled > 0 &&
                      ` · ${t("reading.overruled", { count: health.reading.overruled })}`}
                  </Text>
                </Group>
              ),
            ],
            [t("health.pending"), health?.pendingSince && <When key="pending" at={health.pendingSince} />],
            [t("health.waits"), health?.waitsUntil && !health.isUnanswered && fullTime(health.waitsUntil)],
            [t("health.nextRetry"), health?.nextRetryAt && fullTime(health.nextRetryAt)],
            [t("health.failing"), health?.failingSince && <When key="failing" at={health.failingSince} />],
            [t("health.token"), !isRefused && connection.tokenExpiresAt && fullTime(connection.tokenExpiresAt)],
            [t("health.refresh"), !isRefused && connection.refreshExpiresAt && fullTime(connection.refreshExpiresAt)],
            [t("health.since"), fullTime(connection.createdAt)],
            [t("health.id"), <ShortId key="id" id={connection.id} label={t("health.id")} />],
          ]}
        />
      </Stack>
    </Card>
  );
}
