import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "./call";

/** A page of a list, as the hub answers it. */
export interface PageOf<T> {
  items: T[];
  next: string | null;
}

type Query = Record<string, string | string[] | undefined>;

/** A list that is read page by page. */
export const pagesOf = <T>(key: string, path: string, query: Query = {}, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [key, "pages", query],
    queryFn: ({ pageParam, signal }) =>
      call<PageOf<T>>("GET", path, { query: { ...query, cursor: pageParam, limit }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** A list that is short enough to be read whole. */
export const allOf = <T>(key: string, path: string, query?: Query) =>
  queryOptions({
    queryKey: query ? [key, "all", query] : [key],
    queryFn: async ({ signal }): Promise<T[]> => {
      const items: T[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: PageOf<T> = await call("GET", path, { query: { ...query, cursor, limit: 200 }, signal });
        items.push(...page.items);
        cursor = page.next ?? null;
      }
      return items;
    },
    staleTime: 60_000,
  });
