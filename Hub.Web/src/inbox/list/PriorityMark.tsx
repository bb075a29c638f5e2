import { IconAntennaBars2, IconAntennaBars3, IconAntennaBars4, IconAntennaBars5 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Priority } from "../types";

export const priorities: Priority[] = ["urgent", "high", "medium", "low", "none"];
const marks = {
  low: IconAntennaBars2,
  medium: IconAntennaBars3,
  high: IconAntennaBars4,
  urgent: IconAntennaBars5,
} as const;
const colors = {
  low: "var(--hub-quiet)",
  medium: "var(--hub-quiet)",
  high: "var(--hub-warn)",
  urgent: "var(--hub-bad)",
} as const;

export function PriorityMark({ priority, size = 15 }: { priority: Priority; size?: number }) {
  const { t } = useTranslation("inbox");
  if (priority === "none") return null;
  const Mark = marks[priority];
  return (
    <Mark size={size} color={colors[priority]} aria-label={t("priority.of", { priority: t(`priority.${priority}`) })} />
  );
}
