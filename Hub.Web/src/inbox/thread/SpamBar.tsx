import { Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import type { Conversation } from "../types";
import { useChange } from "../useChange";
import classes from "./Thread.module.css";

/** That it lies in the bin, and the way out. */
export function SpamBar({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("inbox");
  const may = useMay();
  const change = useChange();
  if (conversation.status !== "spam") return null;
  return (
    <div className={classes.snoozed}>
      <IconTrash size={16} aria-hidden />
      <span>{t("spam.text")}</span>
      {may("conversations.write") && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => change.mutate({ id: conversation.id, change: { status: "open" } })}
        >
          {t("spam.not")}
        </Button>
      )}
    </div>
  );
}
