import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { RowsLoading } from "~/page/Rows";
import { useFeed } from "~/page/useFeed";
import { useMay } from "~/session/session";
import { catalogQuery, connectionsQuery } from "./api";
import { Catalog } from "./Catalog";
import { ConnectionList } from "./ConnectionList";
import { LeftGrants } from "./grants/LeftGrants";
import { TokenCalendar } from "./grants/TokenCalendar";
import { UnroutedList } from "./UnroutedList";

const types = ["connection.changed", "delivery.changed"] as const;
const keys = [["connections"]] as const;

export function ConnectionsPage() {
  const { t } = useTranslation("connections");
  const may = useMay();
  const connections = useQuery(connectionsQuery);
  const catalog = useQuery(catalogQuery);
  useFeed(types, keys);
  return (
    <Page title={t("title")} text={t("text")}>
      <Stack gap="lg">
        {connections.isError ? (
          <Failure error={connections.error} again={connections.refetch} />
        ) : connections.isPending || catalog.isPending ? (
          <Card title={t("list.title")} flush>
            <RowsLoading rows={3} height={56} />
          </Card>
        ) : (
          <ConnectionList connections={connections.data} connectors={catalog.data?.items ?? []} />
        )}
        {connections.data && <TokenCalendar connections={connections.data} connectors={catalog.data?.items ?? []} />}
        <LeftGrants connectors={catalog.data?.items ?? []} />
        {may("operate") && <UnroutedList connectors={catalog.data?.items ?? []} connections={connections.data ?? []} />}
        {catalog.isError && <Failure error={catalog.error} again={catalog.refetch} />}
        {catalog.data && <Catalog catalog={catalog.data} />}
      </Stack>
    </Page>
  );
}
