import { Badge, Button, Collapse, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronUp, IconPlayerSkipForward, IconRefresh } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Connection } from "~/connections/types";
import { fullTime, number } from "~/i18n/format";
import { Card } from "~/page/Card";
import { ConnectorIcon } from "~/page/ConnectorIcon";
import { When } from "~/page/When";
import { useMay } from "~/session/session";
import type { Endpoint } from "~/webhooks/types";
import { DeliveryRows } from "./DeliveryRows";
import { mayReplayAll } from "./deeds";
import { ReceiptLink } from "./ReceiptLink";
import { ReplayCause } from "./ReplayCause";
import { SkipCause } from "./SkipCause";
import type { Cause, DeliveryState } from "./types";

interface Props {
  cause: Cause;
  state: DeliveryState;
  connection: Connection | undefined;
  /** In place of a connection, where the cause is about webhooks. */
  endpoint: Endpoint | undefined;
}

export function CauseCard({ cause, state, connection, endpoint }: Props) {
  const { t } = useTranslation("jobs");
  const may = useMay()("deliveries.replay");
  const [open, { toggle }] = useDisclosure(false);
  const [asks, { open: ask, close }] = useDisclosure(false);
  const [skips, skip] = useDisclosure(false);
  const details = useId();
  const needsPerson = state === "dead" || state === "unknown";
  const what = t(`kind.${cause.kind}`);
  return (
    <Card>
      <Stack gap="sm">
        <Group wrap="nowrap" align="flex-start" gap="md">
          <ConnectorIcon id={connection?.connectorId ?? ""} size={36} />
          <Stack gap={2} flex={1} miw={0}>
            <Group gap="xs">
              <Text fw={600}>{what}</Text>
              <Badge variant="light" color={needsPerson ? "red" : "gray"}>
                {number(cause.count)}
              </Badge>
            </Group>
            <Text fz="sm" c="dimmed">
              {connection?.name ?? endpoint?.description ?? endpoint?.url ?? t("unknownConnection")} ·{" "}
              <span title={`${fullTime(cause.firstAt)} – ${fullTime(cause.lastAt)}`}>
                {cause.count === 1 ? (
                  <When at={cause.lastAt} />
                ) : (
                  <>
                    {t("from")} <When at={cause.firstAt} /> · {t("to")} <When at={cause.lastAt} />
                  </>
                )}
              </span>
            </Text>
            {cause.reason && (
              <Text fz="sm" mt={6}>
                {cause.reason}
              </Text>
            )}
            {cause.wayOn && needsPerson && (
              <Text fz="sm" fw={550}>
                {cause.wayOn}
              </Text>
            )}
            {cause.detail && needsPerson && (
              <Text fz="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
                {cause.detail}
              </Text>
            )}
            {cause.kind === "revoke" && needsPerson && <ReceiptLink connection={connection} />}
            {cause.nextAt && Date.parse(cause.nextAt) > Date.now() && (
              <Text fz="sm">{t("nextAt", { time: fullTime(cause.nextAt) })}</Text>
            )}
            {cause.skipReason && (
              <Text fz="sm" fw={550}>
                {t("skip.because", { reason: cause.skipReason })}
              </Text>
            )}
            {cause.code && (
              <Text fz="xs" ff="monospace" c="dimmed">
                {cause.code}
              </Text>
            )}
          </Stack>
        </Group>
        <Group gap="xs">
          {state === "dead" && may && mayReplayAll(cause, connection) && (
            <Button size="xs" leftSection={<IconRefresh size={14} />} onClick={ask}>
              {t("replay.all", { count: cause.count })}
            </Button>
          )}
          {state === "dead" && may && (
            <Button size="xs" variant="default" leftSection={<IconPlayerSkipForward size={14} />} onClick={skip.open}>
              {t("skip.do")}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            aria-expanded={open}
            aria-controls={details}
            rightSection={open ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
            onClick={toggle}
          >
            {t(open ? "hide" : "show")}
          </Button>
        </Group>
        <Collapse expanded={open} id={details}>
          {open && <DeliveryRows state={state} cause={cause} />}
        </Collapse>
      </Stack>
      <ReplayCause cause={cause} what={what} connection={connection} opened={asks} onClose={close} />
      <SkipCause cause={cause} opened={skips} onClose={skip.close} />
    </Card>
  );
}
