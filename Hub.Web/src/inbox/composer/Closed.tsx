import { Button } from "@mantine/core";
import { IconLock, IconTemplate } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ReplyWindow } from "../types";
import classes from "./Composer.module.css";

interface Props {
  window: ReplyWindow;
  onTemplate: (() => void) | undefined;
  /** Takes a tag with which the channel lets a person answer later. */
  onTag: (tag: string) => void;
}

/** In the place of the field: why one cannot answer now, and what still works. */
export function Closed({ window, onTemplate, onTag }: Props) {
  const { t } = useTranslation("inbox");
  const isSpent = window.messagesLeft === 0;
  return (
    <div className={classes.closed} role="status">
      <IconLock size={18} aria-hidden />
      <div style={{ flex: 1 }}>
        <p>
          <strong>{window.reason?.text ?? t(isSpent ? "closed.spent" : "closed.time")}</strong>
        </p>
        <p>{window.reason?.wayOn ?? t(onTemplate ? "closed.template" : "closed.wait")}</p>
      </div>
      {window.limits?.tags?.map((tag) => (
        <Button key={tag} size="compact-sm" variant="default" onClick={() => onTag(tag)}>
          {t("closed.tag", { tag })}
        </Button>
      ))}
      {onTemplate && (
        <Button size="compact-sm" variant="light" leftSection={<IconTemplate size={14} />} onClick={onTemplate}>
          {t("composer.template")}
        </Button>
      )}
    </div>
  );
}
