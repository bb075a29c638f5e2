import { useTranslation } from "react-i18next";
import { StateBadge } from "~/page/StateBadge";
import type { Connection } from "./types";

const colors = { active: "green", paused: "orange", disabled: "gray", disconnected: "gray" } as const;

export function ConnectionState({ state }: { state: Connection["state"] }) {
  const { t } = useTranslation("connections");
  return <StateBadge color={colors[state]}>{t(`state.${state}`)}</StateBadge>;
}
