import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { Card } from "~/page/Card";
import { ConnectorIcon } from "~/page/ConnectorIcon";
import classes from "../Connections.module.css";
import type { Connector } from "../types";
import { leftGrantsQuery } from "./api";

/** Permissions that nobody connected, and that their platforms have not taken back yet. */
export function LeftGrants({ connectors }: { connectors: Connector[] }) {
  const { t } = useTranslation("connections");
  const { data = [] } = useQuery(leftGrantsQuery);
  if (data.length === 0) return null;
  return (
    <Card title={t("left.title")} text={t("left.text")} flush>
      <ul className={classes.list}>
        {data.map((one) => (
          <li key={one.id} className={classes.row}>
            <ConnectorIcon id={one.connectorId} size={28} />
            <Stack gap={2} miw={0} flex={1}>
              <Text fw={600}>{connectors.find((found) => found.id === one.connectorId)?.name ?? one.connectorId}</Text>
              <Text fz="sm" c="dimmed">
                {t("left.next", { time: fullTime(one.nextTryAt), until: fullTime(one.keptUntil) })}
              </Text>
            </Stack>
          </li>
        ))}
      </ul>
    </Card>
  );
}
