import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { ApiProblem } from "~/api/problem";
import { useDeed } from "./useDeed";

interface Options<V, R> {
  says?: string | ((result: R, value: V) => string);
  /** What to ask for anew: when it is done, and when the hub says that something else is there by now. */
  refresh: QueryKey[];
  after?: (result: R, value: V) => unknown;
  inForm?: boolean;
  /** Codes of refusals that come of what others did meanwhile. */
  overtaken?: readonly string[];
}

/** Something done to what carries a version. When somebody else was faster, it is shown as it is now. */
export function useVersionedDeed<V = void, R = unknown>(
  deed: (value: V) => Promise<R>,
  { overtaken = ["stale_version"], ...options }: Options<V, R>,
) {
  const client = useQueryClient();
  return useDeed(async (value: V) => {
    try {
      return await deed(value);
    } catch (error) {
      if (error instanceof ApiProblem && overtaken.includes(error.code))
        for (const queryKey of options.refresh) void client.invalidateQueries({ queryKey });
      throw error;
    }
  }, options);
}
