import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { clock, fullTime } from "~/i18n/format";
import type { ThreadEvent } from "../types";
import type { Directory } from "../useDirectory";
import classes from "./Thread.module.css";

/** What happened to the conversation, in one line. */
export function EventView({ at, event, directory }: { at: string; event: ThreadEvent; directory: Directory }) {
  const { t } = useTranslation("inbox");
  const { id } = event.actor;
  const actor = id ? (directory.members.get(id)?.name ?? directory.rules.get(id)?.name) : undefined;
  const who = actor ?? t(`actor.${event.actor.kind}`);
  if (event.type === "messagesMissing")
    return (
      <div className={classes.gap} role="note">
        <IconAlertTriangle size={14} aria-hidden />
        {t("event.messagesMissing", { from: event.from && fullTime(event.from), to: event.to && fullTime(event.to) })}
      </div>
    );
  return (
    <div className={classes.event}>
      {sentence()} · <time title={fullTime(at)}>{clock(at)}</time>
    </div>
  );

  function sentence(): string {
    const name = (id: string | null): string => (id ? (directory.members.get(id)?.name ?? t("note.somebody")) : "");
    switch (event.type) {
      case "assigned":
        return event.to ? t("event.assigned", { who, to: name(event.to) }) : t("event.unassigned", { who });
      case "teamChanged":
        return t("event.team", { who, to: (event.to && directory.teams.get(event.to)?.name) || "–" });
      case "statusChanged":
        if (event.until) return t("event.snoozed", { who, time: fullTime(event.until) });
        return t("event.status", { who, to: event.to ? t(`status.${event.to}`) : "" });
      case "priorityChanged":
        return t("event.priority", { who, to: event.to ? t(`priority.${event.to}`) : "" });
      case "labelAdded":
        return t("event.labelAdded", { who, to: (event.to && directory.labels.get(event.to)?.name) || "–" });
      case "labelRemoved":
        return t("event.labelRemoved", { who, from: (event.from && directory.labels.get(event.from)?.name) || "–" });
      case "automationStopped":
        return t(event.actor.kind === "system" ? "event.automationTripped" : "event.automationStopped", { who });
      case "automationResumed":
        return t("event.automationResumed", { who });
      case "rulesCut":
        return t("event.rulesCut");
      default:
        return t("event.other", { who });
    }
  }
}
