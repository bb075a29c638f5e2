import type { Outgoing } from "./outbox";

export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const prefix = "hub.outbox.";

/** Whether a change of the browser's storage is one of the outbox. Null: all of it was cleared. */
export const isOutboxKey = (key: string | null): boolean => key === null || key.startsWith(prefix);

/** Where a member's messages lie until the hub has them. Each is one key, so that several tabs do not overwrite each other's. */
export class OutboxShelf {
  constructor(
    private readonly storage: Shelf,
    private readonly memberId: string,
  ) {}

  /** Oldest first. */
  read(): Outgoing[] {
    const found: Outgoing[] = [];
    for (let index = 0; index < this.storage.length; index++) {
      const key = this.storage.key(index);
      const text = key?.startsWith(prefix) ? this.storage.getItem(key) : null;
      const entry = text ? (JSON.parse(text) as Outgoing) : undefined;
      if (entry?.memberId === this.memberId) found.push(entry);
    }
    return found.sort((one, other) => one.at - other.at || one.id.localeCompare(other.id));
  }

  put(entry: Outgoing): void {
    this.storage.setItem(prefix + entry.id, JSON.stringify(entry));
  }

  /** False when it is no longer there. */
  change(entry: Outgoing): boolean {
    if (this.storage.getItem(prefix + entry.id) === null) return false;
    this.put(entry);
    return true;
  }

  remove(id: string): void {
    this.storage.removeItem(prefix + id);
  }
}
