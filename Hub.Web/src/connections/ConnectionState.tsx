import { useTranslation } from "react-i18next";
import { StateBadge } from "~/page/StateBadge";
import type { Connection } from "./types";

const colors = { active: "green", parked: "orange", paused: "orange", disabled: "gray", disconnected: "gray" } as const;

/** One that is parked works, and does nothing: which is what people need to see. */
export function ConnectionState({ state, isParked }: { state: Connection["state"]; isParked: boolean }) {
  const { t } = useTranslation("connections");
  const shown = state === "active" && isParked ? "parked" : state;
  return <StateBadge color={colors[shown]}>{t(`state.${shown}`)}</StateBadge>;
}
