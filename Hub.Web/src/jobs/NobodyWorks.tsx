import { Alert, Code, List, Stack, Text } from "@mantine/core";
import { IconEngineOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import type { Engine } from "./types";

/** Why nothing moves at all: what is started where, so that somebody does it. */
export function NobodyWorks({ engine: { idleSince, nodes } }: { engine: Engine }) {
  const { t } = useTranslation("jobs");
  return (
    <Alert
      role="alert"
      color="red"
      icon={<IconEngineOff size={18} />}
      title={idleSince ? t("nobody.since", { time: fullTime(idleSince) }) : t("nobody.never")}
    >
      <Stack gap="xs">
        <Text fz="sm">{t("nobody.text")}</Text>
        <Text fz="sm">
          {t("nobody.start")} <Code>systemctl start hub-jobs@1</Code>, <Code>docker compose up -d jobs</Code>,{" "}
          <Code>dotnet Hub.Api.dll --role jobs</Code>
        </Text>
        {nodes.length > 0 && (
          <List fz="sm" aria-label={t("nobody.nodes")}>
            {nodes.map(({ name, role, isAlive, stoppedAt, lastBeatAt }) => (
              <List.Item key={name}>
                {name} · --role {role} ·{" "}
                {isAlive
                  ? t("nobody.alive")
                  : stoppedAt
                    ? t("nobody.stopped", { time: fullTime(stoppedAt) })
                    : t("nobody.silent", { time: fullTime(lastBeatAt) })}
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Alert>
  );
}
