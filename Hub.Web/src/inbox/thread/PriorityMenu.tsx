import { IconAntennaBars5 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { PriorityMark, priorities } from "../list/PriorityMark";
import type { Conversation, Priority } from "../types";
import { useChange } from "../useChange";
import { PickMenu } from "./PickMenu";

export function PriorityMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("inbox");
  const change = useChange();
  const choices = priorities.map((priority) => ({
    id: priority,
    name: t(`priority.${priority}`),
    left: <PriorityMark priority={priority} size={16} isNamed />,
    isChosen: conversation.priority === priority,
  }));
  return (
    <PickMenu
      menu="priority"
      icon={IconAntennaBars5}
      label={t("action.priority")}
      keys="p"
      choices={choices}
      nothing={t("pick.nothing")}
      onPick={({ id }) => change.mutate({ id: conversation.id, change: { priority: id as Priority } })}
    />
  );
}
