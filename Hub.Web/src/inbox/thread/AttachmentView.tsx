import { IconDownload, IconFile, IconFileOff, IconPhotoOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { bytes } from "~/i18n/format";
import type { Attachment } from "../types";
import classes from "./Thread.module.css";

/** What the hub has fetched is shown from the hub; nothing is ever loaded from elsewhere. */
export function AttachmentView({ attachment, kind }: { attachment: Attachment; kind: string }) {
  const { t } = useTranslation("inbox");
  const [broken, setBroken] = useState(false);
  const address = `/api/v1/attachments/${attachment.id}`;
  const name = attachment.fileName ?? t(`kind.${kind}`);
  const state = broken ? "failed" : attachment.state;
  const type = attachment.contentType?.split("/")[0];
  if (state !== "stored")
    return (
      <span className={classes.file}>
        {kind === "image" ? <IconPhotoOff size={20} aria-hidden /> : <IconFileOff size={20} aria-hidden />}
        <span>
          {name}
          <small>{t(`attachment.${state}`)}</small>
        </span>
      </span>
    );
  if (type === "image")
    return (
      <a href={address} download={name}>
        <img
          className={classes.image}
          src={address}
          alt={name}
          loading="lazy"
          decoding="async"
          onError={() => setBroken(true)}
        />
      </a>
    );
  if (type === "audio")
    return <audio src={address} controls preload="none" aria-label={name} style={{ maxWidth: "16rem" }} />;
  if (type === "video")
    return <video className={classes.image} src={address} controls preload="metadata" aria-label={name} />;
  return (
    <a className={classes.file} href={address} download={name}>
      <IconFile size={20} aria-hidden />
      <span>
        {name}
        <small>{bytes(attachment.size)}</small>
      </span>
      <IconDownload size={16} aria-label={t("attachment.download")} />
    </a>
  );
}
