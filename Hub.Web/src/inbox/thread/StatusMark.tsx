import { Tooltip } from "@mantine/core";
import {
  type Icon,
  IconAlertCircle,
  IconBan,
  IconCheck,
  IconChecks,
  IconClock,
  IconHelpCircle,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { MessageStatus } from "../types";

type Mark = MessageStatus | "withheld";

const marks: Record<Mark, { icon: Icon; color?: string }> = {
  queued: { icon: IconClock },
  unknown: { icon: IconHelpCircle, color: "var(--hub-warn)" },
  sent: { icon: IconCheck },
  failed: { icon: IconAlertCircle, color: "var(--hub-bad)" },
  withheld: { icon: IconBan },
  delivered: { icon: IconChecks },
  read: { icon: IconChecks, color: "var(--hub-accent)" },
  played: { icon: IconChecks, color: "var(--hub-accent)" },
};

export function StatusMark({ status }: { status: Mark }) {
  const { t } = useTranslation("inbox");
  const { icon: Mark, color } = marks[status];
  const name = t(`messageStatus.${status}`);
  return (
    <Tooltip label={name}>
      <Mark size={14} color={color} aria-label={name} role="img" />
    </Tooltip>
  );
}
