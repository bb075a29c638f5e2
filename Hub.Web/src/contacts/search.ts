import { text } from "~/page/address";

/** What the list shows; kept in the address. */
export interface ContactsSearch {
  q?: string;
}

export function readContactsSearch(search: Record<string, unknown>): ContactsSearch {
  const q = text(search.q);
  return q ? { q } : {};
}
