import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
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
  return (
    <Badge variant="light" color={colors[state]} tt="none" style={{ flex: "none", maxWidth: "none" }}>
      {t(`state.${state}`)}
    </Badge>
  );
}
