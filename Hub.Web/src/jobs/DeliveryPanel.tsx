import { Alert, Button, Checkbox, Group, Stack, Text, Timeline, Title } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconQuestionMark, IconRefresh, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { fullTime, number } from "~/i18n/format";
import { ShortId } from "~/page/CopyField";
import { Facts } from "~/page/Facts";
import { Failure } from "~/page/Failure";
import { RowsLoading } from "~/page/Rows";
import { SidePanel } from "~/page/SidePanel";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { deliveryQuery, replayDelivery } from "./api";
import type { Attempt, Delivery } from "./types";

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
          <Attempts attempts={found.data.attempts} />
        </Stack>
      )}
    </SidePanel>
  );
}

function About({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation("jobs");
  const { data: connections } = useQuery(connectionsQuery);
  const mayReplay = useMay()("deliveries.replay");
  return (
    <Stack>
      {delivery.reason && (
        <Alert
          color={delivery.state === "unknown" ? "orange" : "red"}
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
          [t("replay.where"), connections?.find((one) => one.id === delivery.connectionId)?.name],
          [t("column.owed"), fullTime(delivery.owedAt)],
          [t("delivery.due"), delivery.state === "owed" ? fullTime(delivery.dueAt) : null],
          [t("delivery.settled"), delivery.settledAt && fullTime(delivery.settledAt)],
          [t("column.tries"), number(delivery.attempts)],
          [t("delivery.id"), <ShortId key="id" id={delivery.id} label={t("delivery.id")} />],
        ]}
      />
      {mayReplay && (delivery.state === "dead" || delivery.state === "cancelled") && <Again delivery={delivery} />}
      {mayReplay && delivery.state === "unknown" && <AgainInDoubt delivery={delivery} />}
    </Stack>
  );
}

function Again({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation("jobs");
  const replay = useDeed(() => replayDelivery(delivery.id, false), {
    says: t("replay.one"),
    refresh: [["deliveries"]],
  });
  return (
    <Button leftSection={<IconRefresh size={16} />} loading={replay.isPending} onClick={() => replay.mutate()}>
      {t("delivery.again")}
    </Button>
  );
}

// It may stand on the platform already: only a person who looked there can say, so a tick comes before the button.
function AgainInDoubt({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation("jobs");
  const [looked, setLooked] = useState(false);
  const replay = useDeed(() => replayDelivery(delivery.id, true), { says: t("replay.one"), refresh: [["deliveries"]] });
  return (
    <Stack gap="xs">
      <Checkbox
        label={t("doubt.looked")}
        checked={looked}
        onChange={(event) => setLooked(event.currentTarget.checked)}
      />
      <Group>
        <Button
          color="orange"
          disabled={!looked}
          leftSection={<IconRefresh size={16} />}
          loading={replay.isPending}
          onClick={() => replay.mutate()}
        >
          {t("doubt.again")}
        </Button>
      </Group>
    </Stack>
  );
}

const good = ["Accepted", "Duplicate"];

function Attempts({ attempts }: { attempts: Attempt[] }) {
  const { t } = useTranslation("jobs");
  if (attempts.length === 0) return <Text c="dimmed">{t("delivery.noTries")}</Text>;
  return (
    <Stack gap="sm">
      <Title order={3}>{t("delivery.tries")}</Title>
      <Timeline bulletSize={22} lineWidth={2}>
        {attempts.map((attempt) => {
          const isGood = good.includes(attempt.outcome);
          const isDoubt = attempt.outcome === "Unknown";
          const Bullet = isGood ? IconCheck : isDoubt ? IconQuestionMark : IconX;
          return (
            <Timeline.Item
              key={attempt.at + attempt.outcome}
              bullet={<Bullet size={14} />}
              color={isGood ? "green" : isDoubt ? "orange" : "red"}
              title={t(`outcome.${attempt.outcome}`, { defaultValue: attempt.outcome })}
            >
              <Text fz="xs" c="dimmed">
                {fullTime(attempt.at)}
              </Text>
              {attempt.reason && <Text fz="sm">{attempt.reason}</Text>}
              {(attempt.code ?? attempt.detail) && (
                <Text fz="xs" ff="monospace">
                  {[attempt.code, attempt.detail].filter(Boolean).join(": ")}
                </Text>
              )}
            </Timeline.Item>
          );
        })}
      </Timeline>
    </Stack>
  );
}
