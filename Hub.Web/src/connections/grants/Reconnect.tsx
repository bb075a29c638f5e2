import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import type { Connection, Connector } from "../types";
import { beginGrant } from "./api";

interface Props {
  connection: Pick<Connection, "id" | "name" | "connectorId">;
  connector: Connector | undefined;
  small?: boolean;
}

/** To the platform's page and back to the same connection. */
export function Reconnect({ connection, connector, small }: Props) {
  const { t } = useTranslation("connections");
  const may = useMay()("connections.write");
  const begin = useDeed(() => beginGrant({ connectorId: connection.connectorId, connectionId: connection.id }), {
    after: ({ address }) => window.location.assign(address),
  });
  if (!may || connector?.grant?.missing.length !== 0) return null;
  return (
    <Button
      variant="default"
      size={small ? "xs" : "sm"}
      leftSection={<IconRefresh size={16} />}
      loading={begin.isPending || begin.isSuccess}
      onClick={() => begin.mutate()}
      aria-label={t("grant.againNamed", { name: connection.name })}
    >
      {t("grant.again")}
    </Button>
  );
}
