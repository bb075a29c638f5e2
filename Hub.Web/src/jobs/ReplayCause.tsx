import { NumberInput, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Connection } from "~/connections/types";
import { fullTime, number } from "~/i18n/format";
import { Confirm } from "~/page/Confirm";
import { Facts } from "~/page/Facts";
import { useDeed } from "~/page/useDeed";
import { countCause, replayCause } from "./api";
import type { Cause, Preview } from "./types";

interface Props {
  cause: Cause;
  what: string;
  connection: Connection | undefined;
  opened: boolean;
  onClose: () => void;
}

const usual = 600;
const most = 60_000;

/** Says what would be done again and how long that takes, before it is. */
export function ReplayCause({ cause, what, connection, opened, onClose }: Props) {
  const { t } = useTranslation("jobs");
  const [perMinute, setPerMinute] = useState<number>(usual);
  const preview = useQuery({
    queryKey: ["deliveries", "preview", cause.connectionId, cause.kind, cause.outcome, cause.code, perMinute],
    queryFn: () => countCause(cause, perMinute),
    placeholderData: keepPreviousData,
    enabled: opened,
    staleTime: 0,
  });
  const count = preview.data?.matched ?? cause.count;
  const endsAt = preview.data?.endsAt;
  const replay = useDeed((counted: Preview) => replayCause(cause, perMinute, counted), {
    says: ({ replayed }) => t("replay.done", { count: replayed }),
    refresh: [["deliveries"]],
    after: onClose,
  });
  return (
    <Confirm
      opened={opened}
      title={t("replay.title")}
      deed={t("replay.all", { count })}
      isBusy={replay.isPending || preview.isPending}
      onConfirm={() => preview.data && replay.mutate(preview.data)}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Facts
          items={[
            [t("replay.what"), `${what} · ${number(count)}`],
            [t("replay.where"), connection?.name],
            [t("replay.why"), cause.reason ?? cause.code],
            [t("replay.first"), fullTime(cause.firstAt)],
            [t("replay.last"), fullTime(cause.lastAt)],
            [t("replay.ends"), endsAt && fullTime(endsAt)],
          ]}
        />
        <NumberInput
          label={t("replay.rate")}
          description={t("replay.rateHelp")}
          value={perMinute}
          onChange={(value) => typeof value === "number" && value >= 1 && value <= most && setPerMinute(value)}
          min={1}
          max={most}
          step={60}
          allowDecimal={false}
          clampBehavior="blur"
        />
        <Text fz="sm" c="dimmed">
          {t(cause.kind === "sendMessage" ? "replay.textMessages" : "replay.text")}
        </Text>
        {(connection?.state !== "active" || connection.parkedAt) && (
          <Text fz="sm" c="var(--hub-warn)">
            {t("replay.paused")}
          </Text>
        )}
      </Stack>
    </Confirm>
  );
}
