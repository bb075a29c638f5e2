import type { Upload } from "./uploads";

/** What was being written in a conversation, kept over reloads. Files that the hub has already are kept by their ids. */
export interface KeptDraft {
  text: string;
  note: string;
  uploads: Upload[];
}

const prefix = "hub.draft.";
const nothing: KeptDraft = { text: "", note: "", uploads: [] };

export function readDraft(conversationId: string): KeptDraft {
  const kept = localStorage.getItem(prefix + conversationId);
  return kept ? { ...nothing, ...(JSON.parse(kept) as KeptDraft) } : nothing;
}

export function keepDraft(conversationId: string, draft: KeptDraft): void {
  const uploads = draft.uploads.filter((upload) => upload.state === "done");
  if (draft.text || draft.note || uploads.length > 0)
    localStorage.setItem(prefix + conversationId, JSON.stringify({ ...draft, uploads }));
  else localStorage.removeItem(prefix + conversationId);
}

/** When somebody signs out, the next at this computer must not read what they wrote. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
