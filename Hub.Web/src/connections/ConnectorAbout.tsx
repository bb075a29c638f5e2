import { Badge, Group, Stack, Text, Title } from "@mantine/core";
import { IconArrowDownLeft, IconArrowUpRight, IconKey } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CopyField } from "~/page/CopyField";
import classes from "./Connections.module.css";
import type { Connector } from "./types";

/** What a shop should know before it connects: what leaves the hub, and which rights the connector asks for. */
export function ConnectorAbout({ connector }: { connector: Connector }) {
  const { t } = useTranslation("connections");
  return (
    <Stack>
      <Data title={t("about.leaves")} items={connector.leaves} icon={IconArrowUpRight} />
      <Data title={t("about.returns")} items={connector.returns} icon={IconArrowDownLeft} />
      {connector.permissions.length > 0 && (
        <Stack gap="xs">
          <Title order={3} fz="sm">
            {t("about.permissions")}
          </Title>
          <ul className={classes.leaves}>
            {connector.permissions.map((item) => (
              <li key={item.scope}>
                <Group gap="xs" wrap="nowrap" align="flex-start">
                  <IconKey size={16} aria-hidden className={classes.sign} />
                  <div>
                    <Group gap={6}>
                      <Text fz="sm" ff="monospace">
                        {item.scope}
                      </Text>
                      <Badge size="xs" variant="light" color={item.required ? "sea" : "gray"} tt="none">
                        {t(item.required ? "about.required" : "about.optional")}
                      </Badge>
                    </Group>
                    <Text fz="sm" c="dimmed">
                      {item.purpose}
                    </Text>
                  </div>
                </Group>
              </li>
            ))}
          </ul>
        </Stack>
      )}
      {connector.webhookAddress && (
        <CopyField
          label={t("about.webhook")}
          description={t(connector.capabilities.includes("subscribe") ? "about.webhookByItself" : "about.webhookHelp")}
          value={connector.webhookAddress}
        />
      )}
    </Stack>
  );
}

function Data({
  title,
  items,
  icon: Icon,
}: {
  title: string;
  items: Connector["leaves"];
  icon: typeof IconArrowUpRight;
}) {
  if (items.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={3} fz="sm">
        {title}
      </Title>
      <ul className={classes.leaves}>
        {items.map((item) => (
          <li key={item.field}>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <Icon size={16} aria-hidden className={classes.sign} />
              <div>
                <Text fz="sm" {...(!item.name && { ff: "monospace" })}>
                  {item.name ?? item.field}
                </Text>
                <Text fz="sm" c="dimmed">
                  {item.why}
                </Text>
              </div>
            </Group>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
