import { Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnected } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { number } from "~/i18n/format";
import { Card } from "~/page/Card";
import { ConnectorIcon } from "~/page/ConnectorIcon";
import { Empty } from "~/page/Empty";
import { StateBadge } from "~/page/StateBadge";
import { When } from "~/page/When";
import { healthQuery } from "./api";
import { ConnectionState } from "./ConnectionState";
import classes from "./Connections.module.css";
import { troubles } from "./health";
import type { Connection, Connector, Health } from "./types";

/** Accounts that are connected, those with a problem first. */
export function ConnectionList({ connections, connectors }: { connections: Connection[]; connectors: Connector[] }) {
  const { t } = useTranslation("connections");
  const { data: health } = useQuery(healthQuery);
  if (connections.length === 0)
    return (
      <Card>
        <Empty icon={IconPlugConnected} title={t("list.empty")} text={t("list.emptyText")} />
      </Card>
    );
  const rank = { paused: 0, active: 1, disabled: 2, disconnected: 3 };
  const healthOf = (connection: Connection) => health?.find((one) => one.connectionId === connection.id);
  const rankOf = (connection: Connection) =>
    troubles(connection, healthOf(connection)).length > 0 ? 0 : rank[connection.state];
  const sorted = connections.toSorted((one, other) => rankOf(one) - rankOf(other));
  return (
    <Card title={t("list.title")} flush>
      <ul className={classes.list}>
        {sorted.map((connection) => (
          <Row
            key={connection.id}
            connection={connection}
            connector={connectors.find((one) => one.id === connection.connectorId)}
            health={healthOf(connection)}
          />
        ))}
      </ul>
    </Card>
  );
}

interface RowProps {
  connection: Connection;
  connector: Connector | undefined;
  health: Health | undefined;
}

function Row({ connection, connector, health }: RowProps) {
  const { t } = useTranslation("connections");
  return (
    <li>
      <Link to="/connections/$connectionId" params={{ connectionId: connection.id }} className={classes.row}>
        <ConnectorIcon id={connection.connectorId} size={40} />
        <Stack gap={2} miw={0} flex={1}>
          <Group gap="xs">
            <Text fw={600} truncate>
              {connection.name}
            </Text>
            <ConnectionState state={connection.state} isParked={connection.parkedAt !== null} />
            {troubles(connection, health).map((trouble) => (
              <StateBadge key={trouble} color="orange">
                {t(`trouble.${trouble}`)}
              </StateBadge>
            ))}
          </Group>
          <Text c="dimmed" fz="sm" truncate>
            {connector?.name ?? connection.connectorId} · {connection.accountId}
          </Text>
          {connection.reason && (
            <Group gap={6} wrap="nowrap" c="var(--hub-warn)">
              <IconAlertTriangle size={15} aria-hidden />
              <Text fz="sm">
                {connection.reason} {connection.wayOn}
              </Text>
            </Group>
          )}
        </Stack>
        <dl className={classes.facts}>
          <div>
            <dt>{t("health.lastEvent")}</dt>
            <dd>{connection.lastEventAt ? <When at={connection.lastEventAt} /> : t("health.never")}</dd>
          </div>
          {health && (
            <div>
              <dt>{t("health.owed")}</dt>
              <dd>
                {number(health.owed)}
                {health.oldestOwedAt && (
                  <Text span c="dimmed" fz="xs">
                    {" · "}
                    <When at={health.oldestOwedAt} />
                  </Text>
                )}
              </dd>
            </div>
          )}
          {health && health.dead + health.inDoubt > 0 && (
            <div className={classes.bad}>
              <dt>{t("health.failed")}</dt>
              <dd>{number(health.dead + health.inDoubt)}</dd>
            </div>
          )}
        </dl>
      </Link>
    </li>
  );
}
