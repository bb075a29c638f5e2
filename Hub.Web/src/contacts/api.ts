import { queryOptions } from "@tanstack/react-query";
import { call, named } from "~/api/call";
import { pagesOf } from "~/api/lists";
import type { ImportResult } from "~/page/CsvImport";
import type { Attribute, Contact, ContactCard, ContactDraft, Duplicate, Erasure, MergeResult } from "./types";

export const contactsQuery = ({ q }: { q?: string | undefined }) =>
  pagesOf<Contact>("contacts", "/contacts", { q: q || undefined });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ["contacts", "one", id],
    queryFn: ({ signal }) => call<ContactCard>("GET", `/contacts/${named(id)}`, { signal }),
  });

export const duplicatesQuery = (id: string) =>
  queryOptions({
    queryKey: ["contacts", "duplicates", id],
    queryFn: async ({ signal }) =>
      (await call<{ items: Duplicate[] }>("GET", `/contacts/${id}/duplicates`, { signal })).items,
  });

export const attributesQuery = queryOptions({
  queryKey: ["contact-attributes"],
  queryFn: async ({ signal }) => (await call<{ items: Attribute[] }>("GET", "/contact-attributes", { signal })).items,
  staleTime: 5 * 60_000,
});

export const createContact = (draft: Partial<ContactDraft>): Promise<Contact> =>
  call("POST", "/contacts", { body: draft });

export const changeContact = (id: string, draft: Partial<ContactDraft>): Promise<Contact> =>
  call("PATCH", `/contacts/${id}`, { body: draft });

export const mergeContacts = (id: string, otherId: string, preview: boolean): Promise<MergeResult> =>
  call("POST", `/contacts/${id}/merges`, { body: { otherId, preview } });

export const undoMerge = (id: string, mergeId: string): Promise<void> =>
  call("DELETE", `/contacts/${id}/merges/${mergeId}`);

export const blockContact = (id: string, blocked: boolean): Promise<void> =>
  call(blocked ? "PUT" : "DELETE", `/automation/contacts/${id}/block`);

export const importContacts = (file: Blob, dryRun: boolean): Promise<ImportResult> =>
  call("POST", "/contacts/import", { query: { dryRun: dryRun || undefined }, body: file, type: "text/csv" });

/** Everything about one contact, as a zip. */
export const contactArchiveAddress = (id: string): string => `/api/v1/contacts/${id}/export`;

export const eraseContact = (id: string): Promise<Erasure> => call("POST", `/contacts/${id}/erasure`);

export const erasuresQuery = pagesOf<Erasure>("erasures", "/erasures");

export const erasureReceiptAddress = (id: string): string => `/api/v1/erasures/${id}/receipt`;

/** Asked again until everything is gone. */
export const erasureQuery = (id: string) =>
  queryOptions({
    queryKey: ["erasures", id],
    queryFn: ({ signal }) => call<Erasure>("GET", `/erasures/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.doneAt ? false : 1000),
  });

export const exportAddress = "/api/v1/contacts/export";
