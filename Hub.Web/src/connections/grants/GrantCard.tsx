import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { FormFailure } from "~/page/Failure";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { ConnectorAbout } from "../ConnectorAbout";
import type { Connector } from "../types";
import { beginGrant } from "./api";

interface Props {
  connector: Connector;
  missing: string[];
  /** The one that somebody came for. */
  account: string | undefined;
}

/** Before the platform's page: what the connector may do there, and what leaves the hub. */
export function GrantCard({ connector, missing, account }: Props) {
  const { t } = useTranslation("connections");
  const may = useMay()("connections.write");
  const [withOptional, setWithOptional] = useState(true);
  const name = connector.name ?? connector.id;
  const begin = useDeed(() => beginGrant({ connectorId: connector.id, withOptional, accountId: account }), {
    inForm: true,
    after: ({ address }) => window.location.assign(address),
  });
  return (
    <Card title={t("grant.title", { name })} text={t("grant.text")}>
      <Stack>
        <ConnectorAbout connector={connector} />
        <FormFailure error={begin.error} />
        {connector.permissions.some((one) => !one.required) && (
          <Checkbox
            label={t("grant.optional")}
            description={t("grant.optionalHelp")}
            checked={withOptional}
            onChange={(event) => setWithOptional(event.currentTarget.checked)}
            disabled={!may}
          />
        )}
        {missing.length > 0 && (
          <Text fz="sm" c="var(--hub-warn)">
            {t("grant.notSetUp", { fields: missing.join(", ") })}
          </Text>
        )}
        <Group justify="flex-end">
          <Button
            rightSection={<IconExternalLink size={16} />}
            loading={begin.isPending || begin.isSuccess}
            disabled={!may || missing.length > 0}
            onClick={() => begin.mutate()}
          >
            {t("grant.begin", { name })}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
