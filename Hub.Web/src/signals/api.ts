import { queryOptions } from "@tanstack/react-query";
import { call, named } from "~/api/call";
import { allOf, pagesOf } from "~/api/lists";
import type { SignalsSearch } from "./search";
import type { ImportResult, Keyword, KeywordList, KeywordVersions, LedgerEntry, SignalRequest } from "./types";

export const ledgerQuery = ({ state, kind, connection }: SignalsSearch) =>
  pagesOf<LedgerEntry>("signals", "/signals", { state, kind, connectionId: connection });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ["signal-request", id],
    queryFn: ({ signal }) => call<SignalRequest>("GET", `/signals/requests/${named(id)}`, { signal }),
  });

export const keywordListsQuery = allOf<KeywordList>("keyword-lists", "/keyword-lists");

export const keywordListQuery = (id: string) =>
  queryOptions({
    queryKey: ["keyword-lists", id],
    queryFn: ({ signal }) => call<KeywordVersions>("GET", `/keyword-lists/${named(id)}`, { signal }),
  });

export const keywordsQuery = (id: string, version: number) =>
  pagesOf<Keyword>(`keyword-lists/${id}/${version}`, `/keyword-lists/${id}/versions/${version}/keywords`, {}, 100);

export const createKeywordList = (name: string, language: string): Promise<KeywordList> =>
  call("POST", "/keyword-lists", { body: { name, language } });

export const activateVersion = (id: string, activeVersion: number): Promise<void> =>
  call("PATCH", `/keyword-lists/${id}`, { body: { activeVersion } });

export const importKeywords = (id: string, file: Blob, activate: boolean): Promise<ImportResult> =>
  call("POST", `/keyword-lists/${id}/versions`, {
    query: { activate: activate || undefined },
    body: file,
    type: "text/plain",
  });
