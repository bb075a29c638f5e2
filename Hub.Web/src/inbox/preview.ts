import type { Preview } from "./types";

/** One line of a message: its text, or what it is in words. */
export function previewOf(message: Preview | null | undefined, t: (key: string) => string): string {
  if (!message) return t("list.nothingYet");
  if (message.isDeleted) return t("thread.deleted");
  const text = message.text?.replace(/\s+/g, " ").trim();
  if (message.kind === "text" || message.kind === "choice" || message.kind === "choices" || message.kind === "template")
    return text || t(`kind.${message.kind}`);
  return text ? `${t(`kind.${message.kind}`)}: ${text}` : t(`kind.${message.kind}`);
}
