import { useTranslation } from "react-i18next";
import { StateBadge } from "~/page/StateBadge";
import type { BookingState as State } from "./types";

const colors: Record<State, string> = {
  requested: "yellow",
  confirmed: "blue",
  kept: "green",
  noShow: "orange",
  cancelled: "gray",
  rescheduled: "gray",
};

export function BookingState({ state }: { state: State }) {
  const { t } = useTranslation("bookings");
  return <StateBadge color={colors[state]}>{t(`state.${state}`)}</StateBadge>;
}
