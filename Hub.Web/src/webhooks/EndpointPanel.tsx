import { Alert, Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { Dialog } from "~/page/Dialog";
import { SidePanel } from "~/page/SidePanel";
import { useDeed } from "~/page/useDeed";
import { redeliver, rotateSecret, testEndpoint } from "./api";
import { DeliveryLog } from "./DeliveryLog";
import { SecretShown } from "./SecretShown";
import type { Endpoint } from "./types";

const log = [["webhook-deliveries"]];
const day = 24 * 60 * 60 * 1000;

/** What an endpoint was told, and what can be done about it. */
export function EndpointPanel({ endpoint, onClose }: { endpoint: Endpoint | undefined; onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  return (
    <SidePanel opened={endpoint !== undefined} onClose={onClose} title={t("log")}>
      {endpoint && <Content key={endpoint.id} endpoint={endpoint} />}
    </SidePanel>
  );
}

function Content({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation("webhooks");
  const [rotates, setRotates] = useState(false);
  const test = useDeed(() => testEndpoint(endpoint.id), { says: t("tested"), refresh: log });
  const again = useDeed((days: number) => redeliver(endpoint.id, { failedSince: timeBefore(days) }), {
    // Many go at a pace, which may take a while.
    says: ({ count, endsAt }) =>
      endsAt && Date.parse(endsAt) > Date.now() + 60_000
        ? t("redeliveredUntil", { count, time: fullTime(endsAt) })
        : t("redelivered", { count }),
    refresh: log,
  });
  return (
    <Stack>
      {endpoint.reason && (
        <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={endpoint.reason}>
          {endpoint.wayOn}
        </Alert>
      )}
      {endpoint.oldSecretUntil && (
        <Text fz="sm">{t("secret.oldUntil", { time: fullTime(endpoint.oldSecretUntil) })}</Text>
      )}
      <Group gap="xs">
        <Button size="xs" loading={test.isPending} disabled={endpoint.state !== "active"} onClick={() => test.mutate()}>
          {t("test")}
        </Button>
        <Button size="xs" variant="default" onClick={() => setRotates(true)}>
          {t("secret.rotate")}
        </Button>
        <Select
          size="xs"
          aria-label={t("redeliverFailed")}
          placeholder={t("redeliverFailed")}
          value={null}
          data={["1", "7", "30"].map((days) => ({ value: days, label: t("lastDays", { count: Number(days) }) }))}
          onChange={(days) => days && again.mutate(Number(days))}
        />
      </Group>
      <DeliveryLog endpoint={endpoint} />
      <Dialog opened={rotates} onClose={() => setRotates(false)} title={t("secret.rotate")} closeOnClickOutside={false}>
        <Rotation endpoint={endpoint} onDone={() => setRotates(false)} />
      </Dialog>
    </Stack>
  );
}

function Rotation({ endpoint, onDone }: { endpoint: Endpoint; onDone: () => void }) {
  const { t } = useTranslation("webhooks");
  const [hours, setHours] = useState("24");
  const rotate = useDeed(() => rotateSecret(endpoint.id, Number(hours)), { refresh: [["webhook-endpoints"]] });
  if (rotate.data) return <SecretShown secret={rotate.data.secret} onDone={onDone} />;
  return (
    <Stack>
      <Text>{t("secret.rotateText")}</Text>
      <Select
        label={t("secret.overlap")}
        value={hours}
        data={["0", "24", "168"].map((value) => ({ value, label: t("secret.hours", { count: Number(value) }) }))}
        onChange={(value) => setHours(value ?? "24")}
        allowDeselect={false}
      />
      <Group justify="flex-end">
        <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
          {t("secret.rotate")}
        </Button>
      </Group>
    </Stack>
  );
}

const timeBefore = (days: number): string => new Date(Date.now() - days * day).toISOString();
