import { useTranslation } from "react-i18next";
import { StateBadge } from "~/page/StateBadge";
import type { OrderState as State } from "./types";

const colors: Record<State, string> = {
  draft: "gray",
  placed: "blue",
  paid: "sea",
  fulfilled: "indigo",
  completed: "green",
  cancelled: "gray",
  refunded: "orange",
};

export function OrderState({ state }: { state: State }) {
  const { t } = useTranslation("orders");
  return <StateBadge color={colors[state]}>{t(`state.${state}`)}</StateBadge>;
}
