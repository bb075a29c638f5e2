import { Button, Tooltip } from "@mantine/core";
import { IconRobot } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ruleSuggestionsQuery } from "../api";
import type { Conversation } from "../types";
import classes from "./Composer.module.css";

/** What the rules would answer, to be taken into the field. Nothing is sent by itself. */
export function RuleSuggestions({
  conversation,
  onTake,
}: {
  conversation: Conversation;
  onTake: (text: string) => void;
}) {
  const { t } = useTranslation("inbox");
  const { data } = useQuery(ruleSuggestionsQuery(conversation.id, conversation.lastInboundAt));
  if (!data?.items.length) return null;
  return (
    <fieldset className={classes.offers} aria-label={t("automation.suggestions")}>
      {data.items.map(({ ruleId, name, text }) => (
        <Tooltip key={ruleId} label={text} multiline maw={320}>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconRobot size={13} aria-hidden />}
            onClick={() => onTake(text)}
            aria-label={t("automation.take", { name })}
          >
            {name}
          </Button>
        </Tooltip>
      ))}
    </fieldset>
  );
}
