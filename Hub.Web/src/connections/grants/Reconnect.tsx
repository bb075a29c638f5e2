import { Button, Checkbox, Popover, Stack } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { isTokenRefused } from "../health";
import type { Connection, Connector } from "../types";
import { beginGrant } from "./api";

interface Props {
  connection: Pick<Connection, "id" | "name" | "connectorId" | "state" | "stateCode">;
  connector: Connector | undefined;
  small?: boolean;
}

/** To the platform's page and back to the same connection. */
export function Reconnect({ connection, connector, small }: Props) {
  const { t } = useTranslation("connections");
  const may = useMay()("connections.write");
  const [isAsking, ask] = useState(false);
  const [withOptional, setWithOptional] = useState(true);
  const begin = useDeed(
    () => beginGrant({ connectorId: connection.connectorId, connectionId: connection.id, withOptional }),
    { after: ({ address }) => window.location.assign(address) },
  );
  if (!may || connector?.grant?.missing.length !== 0) return null;
  const again = {
    leftSection: <IconRefresh size={16} />,
    loading: begin.isPending || begin.isSuccess,
    "aria-label": t("grant.againNamed", { name: connection.name }),
    children: t("grant.again"),
  };
  const variant = !small && isTokenRefused(connection) ? "filled" : "default";
  const size = small ? "xs" : "sm";
  if (connector.permissions.every((one) => one.required))
    return <Button variant={variant} size={size} onClick={() => begin.mutate()} {...again} />;
  return (
    <Popover opened={isAsking} onChange={ask} position="bottom-end" width={320} shadow="md" trapFocus>
      <Popover.Target>
        <Button variant={variant} size={size} onClick={() => ask(!isAsking)} {...again} />
      </Popover.Target>
      <Popover.Dropdown>
        <Stack>
          <Checkbox
            label={t("grant.optional")}
            description={t("grant.optionalHelp")}
            checked={withOptional}
            onChange={(event) => setWithOptional(event.currentTarget.checked)}
          />
          <Button size="sm" loading={again.loading} onClick={() => begin.mutate()}>
            {t("grant.begin", { name: connector.name ?? connector.id })}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
