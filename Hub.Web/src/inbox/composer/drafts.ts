import type { Template } from "../types";
import type { Upload } from "./uploads";

/** What was being written in a conversation, kept over reloads. Files that the hub has already are kept by their ids. */
export interface KeptDraft {
  text: string;
  note: string;
  uploads: Upload[];
  quotedId: string | null;
  tag: string | null;
  template: Template | null;
}

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const prefix = "hub.draft.";
export const emptyDraft: KeptDraft = { text: "", note: "", uploads: [], quotedId: null, tag: null, template: null };

/** The drafts of one member: whoever signs in next at this computer has their own. */
export class Drafts {
  constructor(
    private readonly memberId: string,
    private readonly storage: Storage = localStorage,
  ) {}

  read(conversationId: string): KeptDraft {
    const kept = this.storage.getItem(this.keyOf(conversationId));
    return kept ? { ...emptyDraft, ...(JSON.parse(kept) as Partial<KeptDraft>) } : emptyDraft;
  }

  keep(conversationId: string, change: Partial<KeptDraft>): void {
    const draft = { ...this.read(conversationId), ...change };
    draft.uploads = draft.uploads.filter((upload) => upload.state === "done");
    const isEmpty = !draft.text && !draft.note && draft.uploads.length === 0 && !draft.quotedId && !draft.template;
    if (isEmpty) this.storage.removeItem(this.keyOf(conversationId));
    else this.storage.setItem(this.keyOf(conversationId), JSON.stringify(draft));
  }

  private keyOf(conversationId: string): string {
    return `${prefix}${this.memberId}.${conversationId}`;
  }
}

/** When somebody signs out, the next at this computer must not read what they wrote. */
export function forgetDrafts(storage: Storage = localStorage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) if (key?.startsWith(prefix)) storage.removeItem(key);
}
