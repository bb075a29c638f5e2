import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { date, fullTime } from "~/i18n/format";
import { Card } from "~/page/Card";
import { ConnectorIcon } from "~/page/ConnectorIcon";
import { StateBadge } from "~/page/StateBadge";
import classes from "../Connections.module.css";
import type { Connection, Connector } from "../types";
import { type TokenDates, tokensQuery } from "./api";
import { Reconnect } from "./Reconnect";

const colors: Record<TokenDates["state"], string> = {
  good: "green",
  soon: "yellow",
  urgent: "orange",
  lapsed: "red",
  revoked: "red",
  lasting: "gray",
  off: "gray",
};
const warns: TokenDates["state"][] = ["soon", "urgent", "lapsed", "revoked"];

/** When each account's tokens end, and what stops then. */
export function TokenCalendar({ connections, connectors }: { connections: Connection[]; connectors: Connector[] }) {
  const { t } = useTranslation("connections");
  const { data } = useQuery(tokensQuery);
  if (!data || connections.length === 0) return null;
  return (
    <Card title={t("tokens.title")} text={t("tokens.text")} flush>
      <ul className={classes.list}>
        {data.map((token) => {
          const connection = connections.find((one) => one.id === token.connectionId);
          if (!connection) return null;
          const connector = connectors.find((one) => one.id === connection.connectorId);
          return <Row key={token.connectionId} token={token} connection={connection} connector={connector} />;
        })}
      </ul>
    </Card>
  );
}

interface Props {
  token: TokenDates;
  connection: Connection;
  connector: Connector | undefined;
}

function Row({ token, connection, connector }: Props) {
  const { t } = useTranslation("connections");
  const isWarning = warns.includes(token.state);
  const isOver = token.state === "revoked" || token.state === "lapsed";
  const badge = token.state === "lasting" && token.renewsAt ? "renewed" : token.state;
  return (
    <li className={classes.row}>
      <ConnectorIcon id={connection.connectorId} size={28} />
      <Stack gap={2} miw={0} flex={1}>
        <Group gap="xs">
          <Link to="/connections/$connectionId" params={{ connectionId: connection.id }} className={classes.name}>
            {connection.name}
          </Link>
          <StateBadge color={colors[token.state]}>
            {t(`tokens.state.${badge}`, { count: token.daysLeft ?? 0 })}
          </StateBadge>
        </Group>
        <Text fz="sm" c="dimmed">
          {token.state === "revoked" ? connection.reason : <Ends token={token} />}
        </Text>
        {token.state !== "off" && token.stops && (
          <Text fz="sm" c={isWarning ? "var(--hub-warn)" : "dimmed"}>
            {t(isOver ? "tokens.stopped" : "tokens.stops", { what: token.stops })}
          </Text>
        )}
      </Stack>
      {isWarning && <Reconnect connection={connection} connector={connector} small />}
    </li>
  );
}

/** The day when somebody has to connect again, and the one when the hub renews it: either may be unknown. */
function Ends({ token }: { token: TokenDates }) {
  const { t } = useTranslation("connections");
  const renewal = token.renewsAt && t("tokens.renewed", { time: fullTime(token.renewsAt) });
  if (token.lapsesAt) return [t("tokens.lapses", { date: date(token.lapsesAt) }), renewal].filter(Boolean).join(" ");
  return renewal ?? t("tokens.never");
}
