/** What the list shows; kept in the address. */
export interface ContactsSearch {
  q?: string;
}

export const readContactsSearch = (search: Record<string, unknown>): ContactsSearch =>
  typeof search.q === "string" && search.q ? { q: search.q } : {};
