type Body = string | Blob | null;

// The hub knows a key for 24 hours; a person who does the same again after this long means it.
const lifetime = 15 * 60_000;
const longestKept = 100_000;

/**
 * Keys of deeds whose answer never came. Whoever does the same once more, by the button that failed, repeats the call: with the same
 * key the hub does it once, whether or not the first call had arrived.
 */
export class UnansweredCalls {
  private readonly texts = new Map<string, { key: string; at: number }>();
  private files = new WeakMap<Blob, { key: string; at: number; address: string }>();

  constructor(
    private readonly newKey: () => string,
    private readonly now: () => number,
  ) {}

  keyOf(method: string, address: string, body: Body): string {
    if (body instanceof Blob) return this.keyOfFile(address, body);
    const call = nameOf(method, address, body);
    if (call.length > longestKept) return this.newKey();
    this.tidy();
    const found = this.texts.get(call)?.key ?? this.newKey();
    this.texts.set(call, { key: found, at: this.now() });
    return found;
  }

  /** The hub has said what became of it: the next call of this kind is a new one. */
  answered(method: string, address: string, body: Body): void {
    if (body instanceof Blob) this.files.delete(body);
    else this.texts.delete(nameOf(method, address, body));
  }

  forget(): void {
    this.texts.clear();
    this.files = new WeakMap();
  }

  private keyOfFile(address: string, file: Blob): string {
    const found = this.files.get(file);
    const key = found?.address === address && this.now() - found.at < lifetime ? found.key : this.newKey();
    this.files.set(file, { key, at: this.now(), address });
    return key;
  }

  private tidy(): void {
    for (const [call, { at }] of this.texts) if (this.now() - at >= lifetime) this.texts.delete(call);
  }
}

const nameOf = (method: string, address: string, body: string | null): string => `${method} ${address} ${body ?? ""}`;
