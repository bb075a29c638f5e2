import { Badge, Button, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { Failure } from "~/page/Failure";
import { RowsLoading } from "~/page/Rows";
import { useMay } from "~/session/session";
import { endpointsQuery } from "~/webhooks/api";
import { causesQuery } from "./api";
import { CauseCard } from "./CauseCard";
import type { DeliveryState } from "./types";

/** Deliveries of a state, one card a cause: a thousand failures are one thing to read and to do. */
export function CauseList({ state, connectionId }: { state: DeliveryState; connectionId: string | undefined }) {
  const { t } = useTranslation("jobs");
  const causes = useQuery(causesQuery(state));
  const may = useMay();
  const { data: connections } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const { data: endpoints } = useQuery({ ...endpointsQuery, enabled: may("webhooks.manage") });
  if (causes.isPending)
    return (
      <Card flush>
        <RowsLoading rows={4} height={64} />
      </Card>
    );
  if (causes.isError) return <Failure error={causes.error} again={causes.refetch} />;
  const shown = causes.data.filter((cause) => !connectionId || cause.connectionId === connectionId);
  const only = connectionId && connections?.find((one) => one.id === connectionId);
  return (
    <Stack gap="sm">
      <Text c="dimmed">{t(`about.${state}`)}</Text>
      {only && (
        <div>
          <Badge variant="light" tt="none" size="lg">
            {t("only", { name: only.name })}
          </Badge>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconX size={14} />}
            component={Link}
            to={`/jobs?state=${state}`}
          >
            {t("all")}
          </Button>
        </div>
      )}
      {shown.length === 0 ? (
        <Card>
          <Empty icon={IconCircleCheck} title={t(`empty.${state}`)} text={t(`emptyText.${state}`)} />
        </Card>
      ) : (
        shown.map((cause) => (
          <CauseCard
            key={`${cause.connectionId} ${cause.kind} ${cause.outcome} ${cause.code}`}
            cause={cause}
            state={state}
            connection={connections?.find((one) => one.id === cause.connectionId)}
            endpoint={endpoints?.find((one) => one.id === cause.connectionId)}
          />
        ))
      )}
    </Stack>
  );
}
