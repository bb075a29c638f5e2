/** A file on its way to the hub, before the message that carries it. */
export interface Upload {
  key: string;
  name: string;
  size: number;
  state: "sending" | "done" | "failed";
  attachmentId?: string;
  error?: string;
}

export interface FileLimits {
  attachmentBytes: number | null;
}

// What the hub keeps, by the first bytes of a file; see FileTypes in Hub.Core. Here only names and types are known.
const kept = [
  "image/jpeg",
  "image/png",
  "image/gif",
  "image/webp",
  "video/mp4",
  "video/webm",
  "audio/",
  "application/pdf",
];
const keptNames = /\.(docx|xlsx|pptx|zip|amr|ogg|mp3|aac|wav)$/i;
const mostBytes = 16 * 1024 * 1024;

const refusals = ["empty", "tooLarge", "wrongType"] as const;
export type FileRefusal = { code: (typeof refusals)[number]; most?: number };
export const isRefusal = (why: unknown): why is FileRefusal =>
  typeof why === "object" && why !== null && "code" in why && refusals.some((code) => code === why.code);

/** Why a file cannot be sent, before anything of it is; null when it can. */
export function refusalOf(
  file: { name: string; size: number; type: string },
  limits?: FileLimits | null,
): FileRefusal | null {
  const most = Math.min(mostBytes, limits?.attachmentBytes ?? mostBytes);
  if (file.size === 0) return { code: "empty" };
  if (file.size > most) return { code: "tooLarge", most };
  const isKept = kept.some((type) => file.type.startsWith(type)) || keptNames.test(file.name);
  return isKept ? null : { code: "wrongType" };
}
