import type { QueryClient } from "@tanstack/react-query";

/** What the feed tells of. The rest is asked for when it grows old. */
const told = [
  "conversations",
  "counts",
  "conversation",
  "timeline",
  "contact",
  "connections",
  "notifications",
  "message-hits",
];

/**
 * Asks anew for all that may have changed unheard. What is being asked for the first time may have been read before the change as well:
 * it is shown when it comes, and asked for once more.
 */
export async function anew(client: QueryClient): Promise<void> {
  const queries = client.getQueryCache().findAll({ predicate: ({ queryKey }) => told.includes(String(queryKey[0])) });
  await Promise.all(
    queries.map(async (query) => {
      if (query.state.data === undefined) await query.promise?.catch(() => undefined); // its page says what went wrong
      await client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    }),
  );
}
