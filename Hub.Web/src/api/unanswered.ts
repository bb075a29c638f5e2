type Body = string | Blob | null;

interface Kept {
  key: string;
  at: number;
}

// The hub knows a key for 24 hours; a person who does the same again after this long means it.
const lifetime = 15 * 60_000;
const longestKept = 100_000;

/**
 * Keys of deeds whose answer never came. Whoever does the same once more, by the button that failed, repeats the call: with the same
 * key the hub does it once, whether or not the first call had arrived. A call under way keeps its key to itself: the same deed done
 * twice in quick succession is two deeds.
 */
export class UnansweredCalls {
  private readonly texts = new Map<string, Kept>();
  private files = new WeakMap<Blob, Kept & { address: string }>();

  constructor(
    private readonly newKey: () => string,
    private readonly now: () => number,
  ) {}

  keyOf(method: string, address: string, body: Body): string {
    const lost = body instanceof Blob ? this.takeFile(address, body) : this.takeText(nameOf(method, address, body));
    return lost && this.now() - lost.at < lifetime ? lost.key : this.newKey();
  }

  /** What became of the call is not known. */
  lost(method: string, address: string, body: Body, key: string): void {
    const at = this.now();
    if (body instanceof Blob) {
      this.files.set(body, { key, at, address });
      return;
    }
    const call = nameOf(method, address, body);
    for (const [name, kept] of this.texts) if (at - kept.at >= lifetime) this.texts.delete(name);
    if (call.length <= longestKept) this.texts.set(call, { key, at });
  }

  forget(): void {
    this.texts.clear();
    this.files = new WeakMap();
  }

  private takeText(call: string): Kept | undefined {
    const kept = this.texts.get(call);
    this.texts.delete(call);
    return kept;
  }

  private takeFile(address: string, file: Blob): Kept | undefined {
    const kept = this.files.get(file);
    if (kept?.address !== address) return undefined;
    this.files.delete(file);
    return kept;
  }
}

const nameOf = (method: string, address: string, body: string | null): string => `${method} ${address} ${body ?? ""}`;
