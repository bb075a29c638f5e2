import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconLayoutSidebarRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { ContactAvatar, channelName } from "../ContactAvatar";
import { useInbox } from "../InboxContext";
import { PriorityMark } from "../list/PriorityMark";
import type { ConversationDetail } from "../types";
import { useDirectory } from "../useDirectory";
import { AssignMenu } from "./AssignMenu";
import { LabelMenu } from "./LabelMenu";
import { PriorityMenu } from "./PriorityMenu";
import { SnoozeMenu } from "./SnoozeMenu";
import { StatusMenu } from "./StatusMenu";
import classes from "./Thread.module.css";

export function ThreadHeader({ detail }: { detail: ConversationDetail }) {
  const { t } = useTranslation("inbox");
  const { open, isPhone, panelShown, setPanelShown } = useInbox();
  const { connections, members, teams } = useDirectory();
  const may = useMay();
  const { conversation } = detail;
  const assignee = conversation.assigneeId ? members.get(conversation.assigneeId)?.name : undefined;
  const team = conversation.teamId ? teams.get(conversation.teamId)?.name : undefined;
  const sub = [
    connections.get(conversation.connectionId)?.name ?? channelName(conversation.connectorId),
    team,
    assignee,
    conversation.status !== "open" && conversation.status !== "snoozed" && t(`status.${conversation.status}`),
  ];
  const Heading = isPhone ? "h1" : "h2"; // there it is the whole page
  return (
    <header className={classes.header}>
      {isPhone && (
        <ActionIcon onClick={() => open(undefined)} aria-label={t("thread.back")}>
          <IconArrowLeft size={20} />
        </ActionIcon>
      )}
      <ContactAvatar
        id={conversation.contactId}
        name={conversation.contactName}
        connectorId={conversation.connectorId}
        size={34}
      />
      <div className={classes.who}>
        <Heading>
          {conversation.contactName ?? t("noName")} <PriorityMark priority={conversation.priority} />
        </Heading>
        <span className={classes.sub}>{sub.filter(Boolean).join(" · ")}</span>
      </div>
      <div className={classes.actions}>
        {may("conversations.write") && (
          <>
            <AssignMenu conversation={conversation} />
            <LabelMenu conversation={conversation} />
            {!isPhone && <PriorityMenu conversation={conversation} />}
            {!isPhone && <SnoozeMenu conversation={conversation} />}
            <StatusMenu conversation={conversation} />
          </>
        )}
        <Tooltip label={t("keys.panel")}>
          <ActionIcon onClick={() => setPanelShown(!panelShown)} aria-label={t("keys.panel")} aria-pressed={panelShown}>
            <IconLayoutSidebarRight size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}
