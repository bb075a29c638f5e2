import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Connection } from "./types";

const colors = { active: "green", paused: "orange", disabled: "gray" } as const;

export function ConnectionState({ state }: { state: Connection["state"] }) {
  const { t } = useTranslation("connections");
  return (
    <Badge variant="light" color={colors[state]} tt="none" size="md">
      {t(`state.${state}`)}
    </Badge>
  );
}
