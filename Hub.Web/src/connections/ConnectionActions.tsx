import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import {
  IconCircleCheck,
  IconCircleX,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconStethoscope,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "~/page/Confirm";
import { Dialog } from "~/page/Dialog";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { changeConnection, checkConnection } from "./api";
import { DisconnectButton } from "./DisconnectButton";
import { isTokenRefused } from "./health";
import { ParkButton } from "./Parking";
import type { CheckResult, Connection } from "./types";

/** Asks the platform whether the account works; switches it off and on. */
export function ConnectionActions({ connection }: { connection: Connection }) {
  const { t } = useTranslation("connections");
  const may = useMay()("connections.write");
  const [asksToStop, setAsksToStop] = useState(false);
  const [result, setResult] = useState<CheckResult | null>(null);
  const refresh = [["connections"]];
  const check = useDeed(() => checkConnection(connection.id), { refresh, after: setResult });
  const enable = useDeed((enabled: boolean) => changeConnection(connection.id, { enabled }), {
    refresh,
    says: (_, enabled) => t(enabled ? "enabled" : "disabled"),
    after: () => setAsksToStop(false),
  });
  if (connection.state === "disconnected") return may ? <ConnectAgain connection={connection} /> : null;
  if (!may)
    return (
      <Group gap="xs">
        <ParkButton connection={connection} />
        <DisconnectButton connection={connection} />
      </Group>
    );
  return (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<IconStethoscope size={16} />}
        loading={check.isPending}
        onClick={() => check.mutate()}
      >
        {t("check.do")}
      </Button>
      <ParkButton connection={connection} />
      {connection.state === "active" ? (
        <Button variant="default" leftSection={<IconPlayerPause size={16} />} onClick={() => setAsksToStop(true)}>
          {t("disable.do")}
        </Button>
      ) : (
        <Button
          variant={isTokenRefused(connection) ? "default" : "filled"}
          leftSection={<IconPlayerPlay size={16} />}
          loading={enable.isPending}
          onClick={() => enable.mutate(true)}
        >
          {t("enable.do")}
        </Button>
      )}
      <DisconnectButton connection={connection} />
      <Confirm
        opened={asksToStop}
        title={t("disable.title", { name: connection.name })}
        deed={t("disable.do")}
        isBusy={enable.isPending}
        onConfirm={() => enable.mutate(false)}
        onClose={() => setAsksToStop(false)}
      >
        <Text>{t("disable.text")}</Text>
      </Confirm>
      <Dialog opened={result !== null} onClose={() => setResult(null)} title={t("check.title")}>
        {result && <Checked result={result} />}
      </Dialog>
    </Group>
  );
}

function ConnectAgain({ connection }: { connection: Connection }) {
  const { t } = useTranslation("connections");
  return (
    <Button
      leftSection={<IconPlugConnected size={16} />}
      renderRoot={(props) => (
        <Link
          to="/connections/new/$connectorId"
          params={{ connectorId: connection.connectorId }}
          search={{ account: connection.accountId }}
          {...props}
        />
      )}
    >
      {t("connectAgain")}
    </Button>
  );
}

function Checked({ result }: { result: CheckResult }) {
  const { t } = useTranslation("connections");
  if (result.works)
    return (
      <Alert color="green" icon={<IconCircleCheck size={18} />} title={t("check.works")} role="status">
        {t("check.worksText")}
      </Alert>
    );
  return (
    <Alert color="red" icon={<IconCircleX size={18} />} title={result.reason ?? t("check.fails")} role="alert">
      <Stack gap={6}>
        {result.wayOn && <Text fz="sm">{result.wayOn}</Text>}
        {(result.detail ?? result.code) && (
          <Text fz="xs" ff="monospace" c="dimmed">
            {[result.code, result.detail].filter(Boolean).join(": ")}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
