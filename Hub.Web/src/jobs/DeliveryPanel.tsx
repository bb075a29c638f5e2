import { Alert, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { fullTime, number } from "~/i18n/format";
import { ShortId } from "~/page/CopyField";
import { Facts } from "~/page/Facts";
import { Failure } from "~/page/Failure";
import { RowsLoading } from "~/page/Rows";
import { SidePanel } from "~/page/SidePanel";
import { useMay } from "~/session/session";
import { endpointsQuery } from "~/webhooks/api";
import { Attempts } from "./Attempts";
import { deliveryQuery } from "./api";
import { DeliveryActions } from "./DeliveryActions";
import { isOver, placesOf } from "./deeds";
import { Places } from "./Places";
import { ReceiptLink } from "./ReceiptLink";
import type { Delivery } from "./types";

/** One delivery: what became of it, every try, and doing it again. */
export function DeliveryPanel({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation("jobs");
  const found = useQuery({ ...deliveryQuery(id ?? ""), enabled: id !== undefined });
  return (
    <SidePanel opened={id !== undefined} onClose={onClose} title={t("delivery.title")}>
      {id && found.isPending && <RowsLoading />}
      {id && found.isError && <Failure error={found.error} again={found.refetch} />}
      {id && found.data && (
        <Stack gap="lg">
          <About delivery={found.data.delivery} />
          <Attempts attempts={found.data.attempts} isOver={isOver(found.data.delivery.state)} />
        </Stack>
      )}
    </SidePanel>
  );
}

function About({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation("jobs");
  const may = useMay();
  const { data: connections } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const { data: endpoints } = useQuery({
    ...endpointsQuery,
    enabled: delivery.kind === "callWebhook" && may("webhooks.manage"),
  });
  const connection = connections?.find((one) => one.id === delivery.connectionId);
  const endpoint = endpoints?.find((one) => one.id === delivery.connectionId);
  return (
    <Stack>
      {delivery.reason && (
        <Alert
          color={delivery.state === "unknown" ? "orange" : delivery.state === "cancelled" ? "gray" : "red"}
          icon={<IconAlertTriangle size={18} />}
          title={delivery.reason}
        >
          {delivery.wayOn}
        </Alert>
      )}
      <Facts
        items={[
          [t("replay.what"), t(`kind.${delivery.kind}`)],
          [t("delivery.state"), t(`state.${delivery.state}`)],
          [t("replay.where"), connection?.name],
          [t("endpoint"), endpoint && (endpoint.description ?? endpoint.url)],
          [t("record.title"), placesOf(delivery).length > 0 && <Places key="record" delivery={delivery} />],
          [t("column.owed"), fullTime(delivery.owedAt)],
          [t("delivery.due"), delivery.state === "owed" ? fullTime(delivery.dueAt) : null],
          [t("delivery.settled"), delivery.settledAt && fullTime(delivery.settledAt)],
          [t("skip.reason"), delivery.outcome === "Skipped" ? delivery.detail : null],
          [t("column.tries"), delivery.attempts > 0 && number(delivery.attempts)],
          [t("delivery.id"), <ShortId key="id" id={delivery.id} label={t("delivery.id")} />],
        ]}
      />
      {delivery.kind === "revoke" && delivery.state === "dead" && <ReceiptLink connection={connection} />}
      <DeliveryActions key={delivery.id} delivery={delivery} connection={connection} />
    </Stack>
  );
}
