import { Text } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { FinalDeed } from "~/page/FinalDeed";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { disconnect } from "./api";
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
  if (!may || connection.state === "disconnected") return null;
  return (
    <FinalDeed
      icon={<IconPlugConnectedX size={16} />}
      label={t("disconnect.do")}
      title={t("disconnect.title", { name: connection.name })}
      deed={t("disconnect.do")}
      means={ends.map((end) => t(`disconnect.ends.${end}`))}
      understood={t("disconnect.understood")}
      isBusy={deed.isPending}
      onConfirm={(done) => deed.mutate(undefined, { onSuccess: done })}
    >
      <Text>{t("disconnect.kept")}</Text>
    </FinalDeed>
  );
}
