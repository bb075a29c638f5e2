import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiProblem } from "~/api/problem";
import { toast, toastError } from "~/shell/toasts";
import { refreshAll } from "./refresh";

interface Options<V, R> {
  /** Told when it is done. */
  says?: string | ((result: R, value: V) => string) | undefined;
  /** What to ask for anew, by the beginning of its key. */
  refresh?: QueryKey[];
  after?: (result: R, value: V) => unknown;
  /** The form shows what went wrong; otherwise a toast does. */
  inForm?: boolean;
  /** Deeds of one name wait for each other: what was wished last is done last. */
  inTurn?: string | undefined;
}

/** Something that a person does: done once, told, and everything that it changed asked for anew. */
export function useDeed<V = void, R = unknown>(deed: (value: V) => Promise<R>, options: Options<V, R> = {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deed,
    ...(options.inTurn && { scope: { id: options.inTurn }, mutationKey: [options.inTurn] }),
    onSuccess: async (result, value) => {
      if (options.says) toast(typeof options.says === "string" ? options.says : options.says(result, value));
      const asked = refreshAll(client, options.refresh ?? []);
      await options.after?.(result, value);
      await asked;
    },
    onError: (error) => {
      if (!options.inForm || !(error instanceof ApiProblem)) toastError(error);
    },
  });
}
