import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Asks for everything anew that begins with one of the keys. Answers that were asked for before are let go of first: one that comes late
 * would stand over what was done meanwhile, and pass for fresh.
 */
export async function refreshAll(client: QueryClient, keys: QueryKey[]): Promise<void> {
  await Promise.all(
    keys.map(async (queryKey) => {
      await client.cancelQueries({ queryKey });
      await client.invalidateQueries({ queryKey });
    }),
  );
}
