import { Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AutoMessagesCard } from "~/autoMessages/AutoMessagesCard";
import { CommentSwitch } from "~/comments/CommentSwitch";
import { Back } from "~/page/Back";
import { Card } from "~/page/Card";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { RowsLoading } from "~/page/Rows";
import { useFeed } from "~/page/useFeed";
import { ShortLinksCard } from "~/shortLinks/ShortLinksCard";
import { catalogQuery, connectionQuery } from "./api";
import { ConnectionActions } from "./ConnectionActions";
import { ConnectionHealth } from "./ConnectionHealth";
import { ConnectionLimits } from "./ConnectionLimits";
import { ConnectionSettings } from "./ConnectionSettings";
import classes from "./Connections.module.css";
import { ConnectorAbout } from "./ConnectorAbout";
import { Reconnect } from "./grants/Reconnect";
import { Receipts } from "./Receipts";
import { RetentionCard } from "./RetentionCard";
import { TrackingCard } from "./TrackingCard";

const types = ["connection.changed", "delivery.changed"] as const;
const keys = [["connections"]] as const;

/** One account: how it is, and how it is set. */
export function ConnectionPage() {
  const { t } = useTranslation("connections");
  const { connectionId } = useParams({ from: "/shell/connections/$connectionId" });
  const connection = useQuery(connectionQuery(connectionId));
  const catalog = useQuery(catalogQuery);
  useFeed(types, keys);
  const connector = catalog.data?.items.find((one) => one.id === connection.data?.connectorId);
  return (
    <Page
      above={<Back to="/connections">{t("title")}</Back>}
      title={connection.data?.name ?? t(connection.isError ? "title" : "loading")}
      text={connection.data && `${connector?.name ?? connection.data.connectorId} · ${connection.data.accountId}`}
      actions={
        connection.data && (
          <Group gap="xs">
            {connection.data.state !== "disconnected" && (
              <Reconnect connection={connection.data} connector={connector} />
            )}
            <ConnectionActions connection={connection.data} />
          </Group>
        )
      }
    >
      {connection.isError && <Failure error={connection.error} again={connection.refetch} />}
      {connection.isPending && <RowsLoading />}
      {connection.data && (
        <div className={classes.columns}>
          <Stack gap="lg">
            <ConnectionHealth connection={connection.data} />
            <Receipts connectionId={connection.data.id} />
            {connection.data.state !== "disconnected" && (
              <ConnectionSettings key={connection.data.id} connection={connection.data} connector={connector} />
            )}
            {connector?.kinds.includes("channel") && connection.data.state !== "disconnected" && (
              <TrackingCard connectionId={connection.data.id} connectors={catalog.data?.items ?? []} />
            )}
            {connector?.capabilities.includes("comments") && connection.data.state !== "disconnected" && (
              <CommentSwitch connectionId={connection.data.id} />
            )}
            {connector?.capabilities.includes("autoMessages") && connection.data.state !== "disconnected" && (
              <AutoMessagesCard connectionId={connection.data.id} />
            )}
            {connector?.capabilities.includes("shortLinks") && connection.data.state !== "disconnected" && (
              <ShortLinksCard connectionId={connection.data.id} />
            )}
            {connector?.kinds.includes("channel") && <RetentionCard connectionId={connection.data.id} />}
            {connector && connection.data.state !== "disconnected" && (
              <ConnectionLimits
                key={`${connection.data.id} limits`}
                connection={connection.data}
                connector={connector}
              />
            )}
          </Stack>
          {connector && (
            <Card title={t("about.title")}>
              <ConnectorAbout connector={connector} />
            </Card>
          )}
        </div>
      )}
    </Page>
  );
}
