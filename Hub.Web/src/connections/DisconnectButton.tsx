import { Text } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { number } from "~/i18n/format";
import { FinalDeed } from "~/page/FinalDeed";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { disconnect, healthQuery } from "./api";
import type { Connection } from "./types";

const refresh = [["connections"], ["disconnects"]];
const ends = ["access", "tokens", "owed"] as const;

/** Ends the connection for good, after a question that says what that means. */
export function DisconnectButton({ connection }: { connection: Connection }) {
  const { t } = useTranslation("connections");
  const may = useMay()("connections.disconnect");
  const deed = useDeed(() => disconnect(connection.id), {
    refresh,
    says: (receipt) => t(receipt.isPending ? "disconnect.pending" : "disconnect.done"),
  });
  const { data: health } = useQuery(healthQuery);
  const owed = health?.find((one) => one.connectionId === connection.id)?.owedInAll ?? 0;
  if (!may || connection.state === "disconnected") return null;
  return (
    <FinalDeed
      icon={<IconPlugConnectedX size={16} />}
      label={t("disconnect.do")}
      title={t("disconnect.title", { name: connection.name })}
      deed={t("disconnect.do")}
      means={[
        ...ends.map((end) => t(`disconnect.ends.${end}`)),
        ...(owed > 0 ? [t("disconnect.owed", { number: number(owed) })] : []),
      ]}
      understood={t("disconnect.understood")}
      isBusy={deed.isPending}
      onConfirm={(done) => deed.mutate(undefined, { onSuccess: done })}
    >
      <Text>{t("disconnect.kept")}</Text>
    </FinalDeed>
  );
}
