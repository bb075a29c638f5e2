import { type FileLimits, refusalOf, type Upload } from "./uploads";

export interface UploadParts {
  send: (file: File) => Promise<{ id: string }>;
  newKey: () => string;
  /** Why a file cannot go, in words. */
  wordsOf: (why: unknown) => string;
  /** What the draft holds from before. */
  read: (conversationId: string) => Upload[];
  keep: (conversationId: string, uploads: Upload[]) => void;
}

const none: Upload[] = [];

/** Files on their way, of every conversation: looking at another one stops nothing and loses nothing. */
export class UploadDesk {
  private readonly all = new Map<string, Upload[]>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly parts: UploadParts) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same array until something changes. */
  of(conversationId: string): Upload[] {
    const known = this.all.get(conversationId);
    if (known) return known;
    const kept = this.parts.read(conversationId);
    const found = kept.length > 0 ? kept : none;
    this.all.set(conversationId, found);
    return found;
  }

  add(conversationId: string, files: Iterable<File>, limits: FileLimits | null | undefined): void {
    for (const file of files) {
      const refusal = refusalOf(file, limits);
      const upload: Upload = { key: this.parts.newKey(), name: file.name, size: file.size, state: "sending" };
      this.put(conversationId, [
        ...this.of(conversationId),
        refusal ? { ...upload, state: "failed", error: this.parts.wordsOf(refusal) } : upload,
      ]);
      if (refusal) continue;
      this.parts.send(file).then(
        ({ id }) => this.change(conversationId, upload.key, { state: "done", attachmentId: id }),
        (problem) => this.change(conversationId, upload.key, { state: "failed", error: this.parts.wordsOf(problem) }),
      );
    }
  }

  /** Files that the hub has already: `copy` makes uploads of them, in their order. */
  borrow(
    conversationId: string,
    files: readonly { name: string; size: number }[],
    copy: () => Promise<{ id: string }[]>,
  ): void {
    if (files.length === 0) return;
    const uploads = files.map((file): Upload => ({ key: this.parts.newKey(), ...file, state: "sending" }));
    this.put(conversationId, [...this.of(conversationId), ...uploads]);
    copy().then(
      (copies) => {
        for (const [index, { key }] of uploads.entries()) {
          const found = copies[index];
          this.change(conversationId, key, found ? { state: "done", attachmentId: found.id } : { state: "failed" });
        }
      },
      (problem) => {
        for (const { key } of uploads)
          this.change(conversationId, key, { state: "failed", error: this.parts.wordsOf(problem) });
      },
    );
  }

  remove(conversationId: string, key: string): void {
    this.put(
      conversationId,
      this.of(conversationId).filter((one) => one.key !== key),
    );
  }

  put(conversationId: string, uploads: Upload[]): void {
    this.all.set(conversationId, uploads.length > 0 ? uploads : none);
    this.parts.keep(conversationId, uploads);
    for (const listener of this.listeners) listener();
  }

  private change(conversationId: string, key: string, now: Partial<Upload>): void {
    this.put(
      conversationId,
      this.of(conversationId).map((one) => (one.key === key ? { ...one, ...now } : one)),
    );
  }
}
