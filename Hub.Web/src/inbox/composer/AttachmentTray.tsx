import { CloseButton, Loader } from "@mantine/core";
import { IconAlertCircle, IconFile } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { bytes } from "~/i18n/format";
import classes from "./Composer.module.css";
import type { Upload } from "./uploads";

export function AttachmentTray({ uploads, onRemove }: { uploads: Upload[]; onRemove: (key: string) => void }) {
  const { t } = useTranslation("inbox");
  if (uploads.length === 0) return null;
  return (
    <ul className={classes.tray} aria-label={t("composer.files")}>
      {uploads.map((upload) => (
        <li key={upload.key} data-failed={upload.state === "failed" || undefined}>
          {upload.state === "sending" && <Loader size={12} aria-label={t("loading")} />}
          {upload.state === "done" && <IconFile size={14} aria-hidden />}
          {upload.state === "failed" && <IconAlertCircle size={14} aria-hidden />}
          <span>
            {upload.name}
            {upload.error ? `: ${upload.error}` : upload.size > 0 && ` · ${bytes(upload.size)}`}
          </span>
          <CloseButton
            size="xs"
            onClick={() => onRemove(upload.key)}
            aria-label={t("composer.dropFile", { name: upload.name })}
          />
        </li>
      ))}
    </ul>
  );
}
