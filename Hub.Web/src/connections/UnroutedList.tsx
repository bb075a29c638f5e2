import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { ConnectorIcon } from "~/page/ConnectorIcon";
import { When } from "~/page/When";
import { useMay } from "~/session/session";
import { unroutedQuery } from "./api";
import classes from "./Connections.module.css";
import type { Connection, Connector, Unrouted } from "./types";

/** Accounts that platforms post for and nobody connected. What they sent is kept, and applied once they are. */
export function UnroutedList({ connectors, connections }: { connectors: Connector[]; connections: Connection[] }) {
  const { t } = useTranslation("connections");
  const may = useMay();
  const { data } = useQuery(unroutedQuery);
  if (!data || data.length === 0) return null;
  return (
    <Card title={t("unrouted.title")} text={t("unrouted.text")} flush>
      <ul className={classes.list}>
        {data.map((account) => {
          const name = connectors.find((one) => one.id === account.connectorId)?.name ?? account.connectorId;
          return (
            <li key={`${account.connectorId}/${account.accountId}`} className={classes.row}>
              <ConnectorIcon id={account.connectorId} size={36} />
              <Stack gap={2} flex={1} miw={0}>
                <Text fw={600} truncate>
                  {account.accountId}
                </Text>
                <Text fz="sm" c="dimmed">
                  {name} · {t("unrouted.kept", { count: account.count })} · <When at={account.lastReceivedAt} />
                </Text>
              </Stack>
              {may("connections.write") && (
                <Way account={account} off={connections.find((one) => isOf(one, account))} />
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

const isOf = (connection: Connection, { connectorId, accountId }: Unrouted): boolean =>
  connection.connectorId === connectorId && connection.accountId === accountId;

/** To its connection when there is one that is off; otherwise to a new one. */
function Way({ account, off }: { account: Unrouted; off: Connection | undefined }) {
  const { t } = useTranslation("connections");
  const to = off
    ? `/connections/${off.id}`
    : `/connections/new/${account.connectorId}?account=${encodeURIComponent(account.accountId)}`;
  return (
    <Button size="xs" variant="light" component={Link} to={to}>
      {t(off ? "unrouted.isOff" : "unrouted.connect")}
    </Button>
  );
}
