import { IconTag } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../types";
import { useLabelChange } from "../useChange";
import { useDirectory } from "../useDirectory";
import { PickMenu } from "./PickMenu";
import classes from "./Thread.module.css";

export function LabelMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("inbox");
  const { labels } = useDirectory();
  const change = useLabelChange();
  const choices = [...labels.values()].map((label) => ({
    id: label.id,
    name: label.name,
    left: <span className={classes.swatch} style={{ background: label.color }} />,
    isChosen: conversation.labelIds.includes(label.id),
  }));
  return (
    <PickMenu
      menu="label"
      icon={IconTag}
      label={t("action.label")}
      keys="l"
      choices={choices}
      nothing={t("label.none")}
      onPick={({ id, isChosen }) => change.mutate({ id: conversation.id, labelId: id, on: !isChosen })}
      isMultiple
    />
  );
}
