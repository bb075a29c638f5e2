import { Anchor, Group, List, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Connection } from "~/connections/types";
import { number } from "~/i18n/format";
import { Card } from "~/page/Card";
import type { PlatformHealth, SignalHealth } from "./api";
import classes from "./Funnel.module.css";
import { share } from "./share";

/** Whether reporting works: what can be credited, how late it is, what stayed and why. */
export function Health({ health, connections }: { health: SignalHealth; connections: Connection[] }) {
  const { t } = useTranslation("signals");
  const { tracked, lag } = health;
  const seconds = (value: number) =>
    value < 120
      ? t("health.seconds", { count: Math.round(value) })
      : t("health.minutes", { count: Math.round(value / 60) });
  return (
    <Card title={t("health.title")} text={t("health.text")}>
      <Stack gap="lg">
        <dl className={classes.figures}>
          <div>
            <dt>{t("health.tracked")}</dt>
            <dd className={classes.figure}>{share(tracked.withId, tracked.conversations)}</dd>
            <dd>
              <Text fz="xs" c="dimmed">
                {t("health.trackedOf", { part: number(tracked.withId), whole: number(tracked.conversations) })}
              </Text>
            </dd>
          </div>
          <div>
            <dt>{t("health.trackedAds")}</dt>
            <dd className={classes.figure}>{share(tracked.fromAdsWithId, tracked.fromAds)}</dd>
            <dd>
              <Text fz="xs" c="dimmed">
                {t("health.trackedOf", { part: number(tracked.fromAdsWithId), whole: number(tracked.fromAds) })}
              </Text>
            </dd>
          </div>
          <div>
            <dt>{t("health.lag")}</dt>
            <dd className={classes.figure}>{lag ? seconds(lag.p95) : "–"}</dd>
            <dd>
              <Text fz="xs" c="dimmed">
                {lag ? t("health.lagOf", { median: seconds(lag.median), count: lag.of }) : t("health.nothingSent")}
              </Text>
            </dd>
          </div>
        </dl>
        {health.platforms.map((platform) => (
          <Platform
            key={platform.connectionId}
            platform={platform}
            name={connections.find((one) => one.id === platform.connectionId)?.name}
          />
        ))}
      </Stack>
    </Card>
  );
}

function Platform({ platform, name }: { platform: PlatformHealth; name: string | undefined }) {
  const { t } = useTranslation("signals");
  return (
    <Stack gap={4}>
      <Group gap="sm" justify="space-between">
        <Text fw={600}>{name ?? t("health.platform")}</Text>
        <Text fz="sm" c="dimmed">
          {t("health.counts", {
            sent: number(platform.sent),
            held: number(platform.held),
            dropped: number(platform.dropped),
            duplicates: number(platform.duplicates),
            inDoubt: number(platform.inDoubt),
          })}
        </Text>
      </Group>
      <List spacing={2} fz="sm">
        {platform.stayed.map((row) => (
          <List.Item key={`${row.state} ${row.code}`}>
            <Anchor
              fz="sm"
              renderRoot={(props) => (
                <Link to="/signals" search={{ state: row.state, connection: platform.connectionId }} {...props} />
              )}
            >
              {number(row.count)} · {row.reason}
            </Anchor>{" "}
            <Text span fz="xs" c="dimmed">
              {row.code && `(${row.code}) `}
              {row.wayOn}
            </Text>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
