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

interface Props {
  priority: Priority;
  size?: number;
  /** Its name stands beside it. */
  isNamed?: boolean;
}

export function PriorityMark({ priority, size = 15, isNamed }: Props) {
  const { t } = useTranslation("inbox");
  if (priority === "none") return isNamed ? <span style={{ display: "block", width: size }} /> : null;
  const Mark = marks[priority];
  const words = t("priority.of", { priority: t(`priority.${priority}`) });
  return (
    <Mark
      size={size}
      color={colors[priority]}
      {...(isNamed ? { "aria-hidden": true } : { role: "img", "aria-label": words })}
    />
  );
}
