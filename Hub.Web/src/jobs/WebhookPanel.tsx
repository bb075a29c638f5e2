import { Alert, Anchor, Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconEye } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fullTime, number } from "~/i18n/format";
import { CopyButton, ShortId } from "~/page/CopyField";
import { Facts } from "~/page/Facts";
import { Failure } from "~/page/Failure";
import { beginning } from "~/page/pretty";
import { RowsLoading } from "~/page/Rows";
import { SidePanel } from "~/page/SidePanel";
import { useMay } from "~/session/session";
import { webhookBodyAddress, webhookBodyQuery } from "./api";
import type { WebhookEvent } from "./types";

interface Props {
  event: WebhookEvent | null;
  /** Of its connection. */
  name: string;
  onClose: () => void;
}

/** One post of a platform: what became of it, and its bytes for those who may read what customers write. */
export function WebhookPanel({ event, name, onClose }: Props) {
  const { t } = useTranslation("jobs");
  const may = useMay()("conversations.read");
  return (
    <SidePanel opened={event !== null} onClose={onClose} title={t("webhook.one")}>
      {event && (
        <Stack gap="lg">
          {event.failureCode && (
            <Alert color="red" icon={<IconAlertTriangle size={18} />} title={event.failureCode}>
              {event.failureDetail}
            </Alert>
          )}
          <Facts
            items={[
              [t("delivery.state"), t(`webhook.state.${event.state}`, { defaultValue: event.state })],
              [t("webhook.stage.title"), event.failedStage && t(`webhook.stage.${event.failedStage}`)],
              [t("replay.where"), name],
              [t("webhook.received"), fullTime(event.receivedAt)],
              [t("webhook.applied"), event.appliedAt && fullTime(event.appliedAt)],
              [t("webhook.events"), number(event.events)],
              [t("webhook.unknown"), event.unknownEvents > 0 && number(event.unknownEvents)],
              [t("column.tries"), number(event.attempts)],
              [t("webhook.id"), <ShortId key="id" id={event.id} label={t("webhook.id")} />],
            ]}
          />
          {may && <Body key={event.id} id={event.id} />}
        </Stack>
      )}
    </SidePanel>
  );
}

function Body({ id }: { id: string }) {
  const { t } = useTranslation("jobs");
  const [shown, setShown] = useState(false);
  const body = useQuery({ ...webhookBodyQuery(id), enabled: shown });
  if (!shown)
    return (
      <Stack gap={6} align="flex-start">
        <Button variant="default" leftSection={<IconEye size={16} />} onClick={() => setShown(true)}>
          {t("webhook.show")}
        </Button>
        <Text fz="sm" c="dimmed">
          {t("webhook.showHelp")}
        </Text>
      </Stack>
    );
  if (body.isPending) return <RowsLoading rows={4} />;
  if (body.isError) return <Failure error={body.error} again={body.refetch} />;
  const { text, isCut } = beginning(body.data);
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text fw={600}>{t("webhook.body")}</Text>
        <Group gap="xs">
          <Anchor fz="sm" href={webhookBodyAddress(id)} download>
            {t("webhook.save")}
          </Anchor>
          <CopyButton value={body.data} label={t("webhook.body")} />
        </Group>
      </Group>
      {isCut && (
        <Text fz="sm" c="dimmed">
          {t("webhook.cut")}
        </Text>
      )}
      <Code block tabIndex={0} aria-label={t("webhook.body")} mah="60vh" style={{ overflow: "auto" }}>
        {text}
      </Code>
    </Stack>
  );
}
