import { CloseButton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { timelineQuery } from "../api";
import { previewOf } from "../preview";
import classes from "./Composer.module.css";

interface Props {
  conversationId: string;
  messageId: string;
  onDrop: () => void;
}

export function QuotedLine({ conversationId, messageId, onDrop }: Props) {
  const { t } = useTranslation("inbox");
  const { data: message } = useInfiniteQuery({
    ...timelineQuery(conversationId),
    select: ({ pages }) => pages.flatMap((page) => page.items).find((item) => item.id === messageId)?.message,
  });
  return (
    <div className={classes.quoted}>
      <span>{message ? previewOf(message, t) : t("thread.quoteOlder")}</span>
      <CloseButton size="xs" onClick={onDrop} aria-label={t("composer.dropQuote")} />
    </div>
  );
}
