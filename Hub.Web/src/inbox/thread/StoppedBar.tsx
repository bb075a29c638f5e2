import { Button } from "@mantine/core";
import { IconRobotOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { resumeAutomation } from "../api";
import type { Conversation } from "../types";
import classes from "./Thread.module.css";

/** That the rules answer here no more, and the way to let them. */
export function StoppedBar({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("inbox");
  const may = useMay();
  const resume = useDeed(() => resumeAutomation(conversation.id), {
    says: t("automation.resumed"),
    refresh: [
      ["conversation", conversation.id],
      ["timeline", conversation.id],
    ],
  });
  if (!conversation.automationStoppedAt) return null;
  return (
    <div className={classes.snoozed}>
      <IconRobotOff size={16} aria-hidden />
      <span>{t("automation.stopped", { time: fullTime(conversation.automationStoppedAt) })}</span>
      {may("conversations.write") && (
        <Button size="compact-xs" variant="default" loading={resume.isPending} onClick={() => resume.mutate()}>
          {t("automation.resume")}
        </Button>
      )}
    </div>
  );
}
