import { queryOptions } from "@tanstack/react-query";
import { call } from "~/api/call";
import { pagesOf } from "~/api/lists";
import type { ImportResult } from "~/page/CsvImport";
import type { Product } from "./types";

export const productsQuery = ({ q }: { q?: string | undefined }) =>
  pagesOf<Product>("products", "/products", { q: q || undefined });

/** The few that fit what is being typed, of those that are sold. */
export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ["products", "suggestions", q],
    queryFn: async ({ signal }) =>
      (
        await call<{ items: Product[] }>("GET", "/products", {
          query: { q: q || undefined, active: true, limit: 8 },
          signal,
        })
      ).items,
    staleTime: 60_000,
  });

export interface ProductDraft {
  code: string;
  name: string;
  price: number | null;
  currency: string;
  isActive: boolean;
  /** All zeros: none. */
  pictureId: string;
}

export const noPicture = "00000000-0000-0000-0000-000000000000";

export const saveProduct = (id: string | undefined, draft: ProductDraft): Promise<Product> =>
  id ? call("PATCH", `/products/${id}`, { body: draft }) : call("POST", "/products", { body: draft });

export const importProducts = (file: Blob, dryRun: boolean): Promise<ImportResult> =>
  call("POST", "/products/import", { query: { dryRun: dryRun || undefined }, body: file, type: "text/csv" });

export const uploadPicture = (file: File): Promise<{ id: string }> =>
  call("POST", "/attachments", { query: { fileName: file.name }, body: file });

export const pictureAddress = (id: string): string => `/api/v1/attachments/${id}`;
