import { CloseButton } from "@mantine/core";
import { IconTag } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./Composer.module.css";

/** With which tag the reply leaves although the window is closed. */
export function TagLine({ tag, onDrop }: { tag: string; onDrop: () => void }) {
  const { t } = useTranslation("inbox");
  return (
    <div className={classes.quoted}>
      <IconTag size={13} aria-hidden />
      <span>{t("composer.withTag", { tag })}</span>
      <CloseButton size="xs" onClick={onDrop} aria-label={t("composer.dropTag")} />
    </div>
  );
}
