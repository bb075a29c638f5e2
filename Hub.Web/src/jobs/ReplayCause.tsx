import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Connection } from "~/connections/types";
import { fullTime, number } from "~/i18n/format";
import { Confirm } from "~/page/Confirm";
import { Facts } from "~/page/Facts";
import { useDeed } from "~/page/useDeed";
import { countCause, replayCause } from "./api";
import type { Cause } from "./types";

interface Props {
  cause: Cause;
  what: string;
  connection: Connection | undefined;
  opened: boolean;
  onClose: () => void;
}

/** Says what would be done again, before it is. */
export function ReplayCause({ cause, what, connection, opened, onClose }: Props) {
  const { t } = useTranslation("jobs");
  const preview = useQuery({
    queryKey: ["deliveries", "preview", cause.connectionId, cause.kind, cause.outcome, cause.code],
    queryFn: () => countCause(cause),
    enabled: opened,
    staleTime: 0,
  });
  const count = preview.data?.matched ?? cause.count;
  const replay = useDeed(() => replayCause(cause), {
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
      onConfirm={() => replay.mutate()}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Facts
          items={[
            [t("replay.what"), `${what} · ${number(count)}`],
            [t("replay.where"), connection?.name],
            [t("replay.why"), cause.reason ?? cause.code],
            [t("replay.first"), fullTime(cause.firstOwedAt)],
            [t("replay.last"), fullTime(cause.lastOwedAt)],
          ]}
        />
        <Text fz="sm" c="dimmed">
          {t(cause.kind === "sendMessage" ? "replay.textMessages" : "replay.text")}
        </Text>
        {connection?.state !== "active" && (
          <Text fz="sm" c="var(--hub-warn)">
            {t("replay.paused")}
          </Text>
        )}
      </Stack>
    </Confirm>
  );
}
