import { Button, Checkbox, List, Stack, Text } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "~/page/Confirm";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { disconnect } from "./api";
import type { Connection } from "./types";

const refresh = [["connections"]];
const ends = ["access", "tokens", "owed"] as const;

/** Ends the connection for good, after a question that says what that means. */
export function DisconnectButton({ connection }: { connection: Connection }) {
  const { t } = useTranslation("connections");
  const may = useMay()("connections.disconnect");
  const [asks, setAsks] = useState(false);
  const [understood, setUnderstood] = useState(false);
  const close = () => {
    setAsks(false);
    setUnderstood(false);
  };
  const deed = useDeed(() => disconnect(connection.id), {
    refresh,
    says: (receipt) => t(receipt.isPending ? "disconnect.pending" : "disconnect.done"),
    after: close,
  });
  if (!may || connection.state === "disconnected") return null;
  return (
    <>
      <Button
        variant="default"
        c="var(--hub-bad)"
        leftSection={<IconPlugConnectedX size={16} />}
        onClick={() => setAsks(true)}
      >
        {t("disconnect.do")}
      </Button>
      <Confirm
        opened={asks}
        title={t("disconnect.title", { name: connection.name })}
        deed={t("disconnect.do")}
        isDangerous
        isBusy={deed.isPending}
        disabled={!understood}
        onConfirm={() => deed.mutate()}
        onClose={close}
      >
        <Stack gap="sm">
          <List spacing={4}>
            {ends.map((end) => (
              <List.Item key={end}>{t(`disconnect.ends.${end}`)}</List.Item>
            ))}
          </List>
          <Text>{t("disconnect.kept")}</Text>
          <Checkbox
            label={t("disconnect.understood")}
            checked={understood}
            onChange={(event) => setUnderstood(event.currentTarget.checked)}
          />
        </Stack>
      </Confirm>
    </>
  );
}
