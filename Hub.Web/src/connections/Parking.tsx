import { Alert, Button, type ButtonProps, Stack, Text, TextInput } from "@mantine/core";
import { IconParking, IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { Confirm } from "~/page/Confirm";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { parkConnection, resumeConnection } from "./api";
import type { Connection } from "./types";

/** Lets what goes out by an account wait, with a reason; nothing of it is lost. */
export function ParkButton({ connection }: { connection: Connection }) {
  const { t } = useTranslation("connections");
  const may = useMay()("deliveries.replay");
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState("");
  const park = useDeed(() => parkConnection(connection.id, reason.trim()), {
    refresh: [["connections"]],
    says: () => t("park.done"),
    after: () => setOpened(false),
  });
  if (!may || connection.parkedAt || (connection.state !== "active" && connection.state !== "paused")) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconParking size={16} />} onClick={() => setOpened(true)}>
        {t("park.do")}
      </Button>
      <Confirm
        opened={opened}
        title={t("park.title", { name: connection.name })}
        deed={t("park.do")}
        isBusy={park.isPending}
        disabled={!reason.trim()}
        onConfirm={() => park.mutate()}
        onClose={() => setOpened(false)}
      >
        <Stack gap="sm">
          <Text>{t("park.text")}</Text>
          <TextInput
            label={t("park.reason")}
            description={t("park.reasonHelp")}
            placeholder={t("park.example")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            required
            data-autofocus
          />
        </Stack>
      </Confirm>
    </>
  );
}

/** One press, and what has waited goes out. */
export function ResumeButton({ connection, ...look }: { connection: Connection } & ButtonProps) {
  const { t } = useTranslation("connections");
  const may = useMay()("deliveries.replay");
  const resume = useDeed(() => resumeConnection(connection.id), {
    refresh: [["connections"], ["deliveries"]],
    says: () => t("park.resumed", { name: connection.name }),
  });
  if (!may) return null;
  return (
    <Button
      {...look}
      leftSection={<IconPlayerPlay size={16} />}
      loading={resume.isPending}
      onClick={() => resume.mutate()}
      aria-label={t("park.resumeNamed", { name: connection.name })}
    >
      {t("park.resume")}
    </Button>
  );
}

export function ParkedNotice({ connection }: { connection: Connection }) {
  const { t } = useTranslation("connections");
  if (!connection.parkedAt) return null;
  return (
    <Alert color="orange" icon={<IconParking size={18} />} title={t("park.parked")}>
      <Stack gap="xs" align="flex-start">
        <Text fz="sm">{t("park.since", { time: fullTime(connection.parkedAt), reason: connection.parkReason })}</Text>
        <ResumeButton connection={connection} size="xs" />
      </Stack>
    </Alert>
  );
}
