import type { Outgoing } from "../outbox/outbox";
import type { Draft, Message, Template } from "../types";
import type { KeptDraft } from "./drafts";
import type { Upload } from "./uploads";

/** What the agent writes, without the files. */
export type Written = Omit<KeptDraft, "uploads">;

/** The reply as the hub takes it; empty when there is nothing to send. */
export function replyOf(written: Written, uploads: Upload[], windowIsOpen: boolean): Draft {
  const text = written.text.trim();
  const attachments = uploads.flatMap((upload) => upload.attachmentId ?? []);
  return {
    ...(text && { text }),
    ...(attachments.length > 0 && { attachments }),
    ...(written.quotedId && { quotedMessageId: written.quotedId }),
    ...(!windowIsOpen && written.tag && { tag: written.tag }),
  };
}

export const isEmpty = (draft: Draft): boolean => !draft.text && !draft.attachments && !draft.template;

export type Sent = Pick<Outgoing, "draft" | "fileNames">;

/** What a message was sent as, to be changed and sent anew. Null when it had files: the hub takes an upload once. */
export function sentAs({ kind, text, tag, content, attachments }: Message): Sent | null {
  if (attachments.length > 0 || (kind !== "text" && kind !== "template")) return null;
  const { template } = (content ?? {}) as { template?: Template | null };
  return {
    draft: { ...(kind === "template" ? template && { template } : text && { text }), ...(tag && { tag }) },
    fileNames: [],
  };
}

/** A message that did not go, back in the field with all that it had; what was written since stands below. */
export function takenBack(written: Written, uploads: Upload[], { draft, fileNames }: Sent) {
  const files = (draft.attachments ?? []).map(
    (attachmentId, index): Upload => ({
      key: attachmentId,
      name: fileNames[index] ?? attachmentId,
      size: 0,
      state: "done",
      attachmentId,
    }),
  );
  return {
    written: {
      ...written,
      text: [draft.text, written.text].filter(Boolean).join("\n"),
      quotedId: draft.quotedMessageId ?? written.quotedId,
      tag: draft.tag ?? written.tag,
      template: draft.template ?? written.template,
    },
    uploads: [...files, ...uploads],
  };
}
