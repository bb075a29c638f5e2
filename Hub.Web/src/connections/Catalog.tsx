import { Alert, Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { ConnectorIcon } from "~/page/ConnectorIcon";
import { Dialog } from "~/page/Dialog";
import { useMay } from "~/session/session";
import classes from "./Connections.module.css";
import { ConnectorAbout } from "./ConnectorAbout";
import type { Connector, ConnectorKind, Catalog as Shown } from "./types";

const kinds: ConnectorKind[] = ["channel", "crm", "ads"];

/** What can be connected: the connectors that this hub has, by what they are for. */
export function Catalog({ catalog }: { catalog: Shown }) {
  const { t } = useTranslation("connections");
  const [about, setAbout] = useState<Connector | null>(null);
  return (
    <Card title={t("catalog.title")} text={t("catalog.text")}>
      <Stack gap="lg">
        {catalog.fileProblem && (
          <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t("catalog.fileProblem")}>
            {catalog.fileProblem}
          </Alert>
        )}
        {[...kinds, undefined].map((kind) => {
          const members = catalog.items.filter((one) => one.kinds[0] === kind);
          if (members.length === 0) return null;
          return (
            <Stack key={kind ?? "other"} gap="xs">
              <Title order={3} fz="sm" c="dimmed">
                {t(`kind.${kind ?? "other"}`)}
              </Title>
              <div className={classes.gallery}>
                {members.map((connector) => (
                  <Tile key={connector.id} connector={connector} onAbout={() => setAbout(connector)} />
                ))}
              </div>
            </Stack>
          );
        })}
      </Stack>
      <Dialog opened={about !== null} onClose={() => setAbout(null)} title={about?.name ?? about?.id} size="lg">
        {about && <ConnectorAbout connector={about} />}
      </Dialog>
    </Card>
  );
}

function Tile({ connector, onAbout }: { connector: Connector; onAbout: () => void }) {
  const { t } = useTranslation("connections");
  const may = useMay();
  const name = connector.name ?? connector.id;
  const isActive = connector.state === "active";
  return (
    <article className={classes.tile} aria-label={name}>
      <Group gap="sm" wrap="nowrap">
        <ConnectorIcon id={connector.id} size={36} />
        <Stack gap={0} miw={0}>
          <Text fw={600} truncate>
            {name}
          </Text>
          {connector.version && (
            <Text c="dimmed" fz="xs">
              {t("catalog.version", { version: connector.version })}
            </Text>
          )}
        </Stack>
      </Group>
      <Text fz="sm" c="dimmed" flex={1}>
        {connector.description}
      </Text>
      {!isActive && (
        <Stack gap={4}>
          <Badge variant="light" color={connector.state === "disabled" ? "gray" : "orange"} tt="none">
            {t(`installed.${connector.state}`)}
          </Badge>
          {connector.problem && <Text fz="sm">{connector.problem}</Text>}
        </Stack>
      )}
      <Group gap="xs">
        {isActive && may("connections.write") && (
          <Button
            size="xs"
            component={Link}
            to={`/connections/new/${connector.id}`}
            aria-label={t("catalog.connectNamed", { name })}
          >
            {t("catalog.connect")}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={onAbout} aria-label={t("catalog.aboutNamed", { name })}>
          {t("catalog.about")}
        </Button>
      </Group>
    </article>
  );
}
