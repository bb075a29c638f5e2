import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/api/http";
import { bytes } from "~/i18n/format";
import { wordsOf } from "~/shell/toasts";
import { uploadAttachment } from "../api";
import { type FileLimits, refusalOf, type Upload } from "./uploads";

/** Files are sent to the hub when they are chosen, so that the message itself goes at once. */
export function useUploads(kept: Upload[], limits: FileLimits | null | undefined) {
  const { t } = useTranslation("inbox");
  const [uploads, setUploads] = useState<Upload[]>(kept);
  const change = useCallback(
    (key: string, now: Partial<Upload>) =>
      setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...now } : one))),
    [],
  );
  const add = (files: Iterable<File>) => {
    for (const file of files) {
      const key = newKey();
      const refusal = refusalOf(file, limits);
      const error = refusal ? t(`file.${refusal.code}`, { most: bytes(refusal.most ?? 0) }) : undefined;
      setUploads((all) => [
        ...all,
        { key, name: file.name, size: file.size, state: refusal ? "failed" : "sending", ...(error && { error }) },
      ]);
      if (refusal) continue;
      uploadAttachment(file).then(
        (attachment) => change(key, { state: "done", attachmentId: attachment.id }),
        (problem) => {
          const words = wordsOf(problem);
          change(key, { state: "failed", error: words.message || words.title });
        },
      );
    }
  };
  const remove = (key: string) => setUploads((all) => all.filter((one) => one.key !== key));
  return { uploads, setUploads, add, remove };
}
