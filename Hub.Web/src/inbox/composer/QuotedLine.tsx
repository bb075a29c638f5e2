import { CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { previewOf } from "../preview";
import type { Message } from "../types";
import classes from "./Composer.module.css";

export function QuotedLine({ message, onDrop }: { message: Message; onDrop: () => void }) {
  const { t } = useTranslation("inbox");
  return (
    <div className={classes.quoted}>
      <span>{previewOf(message, t)}</span>
      <CloseButton size="xs" onClick={onDrop} aria-label={t("composer.dropQuote")} />
    </div>
  );
}
