import { CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { previewOf } from "../preview";
import type { Message } from "../types";
import classes from "./Composer.module.css";

export function QuotedLine({ message, onDrop }: { message: Message; onDrop: () => void }) {
  const { t } = useTranslation("inbox");
  return (
    <div className={classes.quoted}>
      <span>
        {previewOf({ text: message.text, kind: message.kind, direction: message.direction, at: message.occurredAt }, t)}
      </span>
      <CloseButton size="xs" onClick={onDrop} aria-label={t("composer.dropQuote")} />
    </div>
  );
}
