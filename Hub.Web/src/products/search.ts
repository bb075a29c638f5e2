import { text } from "~/page/address";

/** What the list shows, and the product that is open; kept in the address. */
export interface ProductsSearch {
  q?: string;
}

export function readProductsSearch(search: Record<string, unknown>): ProductsSearch {
  const q = text(search.q);
  return q ? { q } : {};
}
