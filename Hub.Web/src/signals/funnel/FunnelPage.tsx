import { Button } from "@mantine/core";
import { IconDownload, IconFilter } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { catalogQuery, connectionsQuery } from "~/connections/api";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { RowsLoading } from "~/page/Rows";
import { useMay } from "~/session/session";
import { SignalTabs } from "../SignalTabs";
import { Ads } from "./Ads";
import { exportAddress, type Funnel, funnelQuery, healthQuery } from "./api";
import { Health } from "./Health";
import { Reconcile } from "./Reconcile";
import { Revenue } from "./Revenue";
import { SpanBar } from "./SpanBar";
import { Stages } from "./Stages";
import { daysOf, momentsOf } from "./span";

/** What ads brought, from the first word to the money, and whether the platforms hear of it. */
export function FunnelPage() {
  const { t } = useTranslation("signals");
  const search = useSearch({ from: "/shell/signals/funnel" });
  const may = useMay();
  const { from, to } = daysOf(search, new Date());
  const moments = useMemo(() => momentsOf({ from, to }), [from, to]);
  const funnel = useQuery({ ...funnelQuery(moments, search.connection), placeholderData: keepPreviousData });
  const health = useQuery({ ...healthQuery(moments), placeholderData: keepPreviousData });
  const { data: connections = [] } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const { data: catalog } = useQuery({ ...catalogQuery, enabled: may("connections.read") });
  const channelIds = (catalog?.items ?? []).filter((one) => one.kinds.includes("channel")).map((one) => one.id);
  return (
    <Page
      title={t("funnel.title")}
      text={t("funnel.text")}
      actions={
        may("signals.export") && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            component="a"
            href={exportAddress(moments)}
            download="signals.csv"
          >
            {t("export")}
          </Button>
        )
      }
      above={<SignalTabs at="/signals/funnel" />}
      tools={<SpanBar channels={connections.filter((one) => channelIds.includes(one.connectorId))} />}
    >
      {funnel.isPending && <RowsLoading />}
      {funnel.isError && !funnel.data && <Failure error={funnel.error} again={funnel.refetch} />}
      {funnel.data &&
        (isEmpty(funnel.data) ? (
          <Card>
            <Empty icon={IconFilter} title={t("funnel.empty.title")} text={t("funnel.empty.text")}>
              {may("connections.write") && (
                <Button component={Link} to="/connections">
                  {t("empty.connect")}
                </Button>
              )}
            </Empty>
          </Card>
        ) : (
          <>
            <Stages funnel={funnel.data} />
            <Revenue funnel={funnel.data} />
            <Ads funnel={funnel.data} />
          </>
        ))}
      {health.isError && !health.data && <Failure error={health.error} again={health.refetch} />}
      {health.data && <Health health={health.data} connections={connections} />}
      <Reconcile key={`${from} ${to}`} from={from} to={to} connections={connections} />
    </Page>
  );
}

const isEmpty = (funnel: Funnel): boolean => funnel.rows.every((row) => row.count === 0);
