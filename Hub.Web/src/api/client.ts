import createClient from "openapi-fetch";
import { newKey, send } from "./http";
import type { components, paths } from "./schema";

/** The hub's API, typed by its own document. Every call throws {@link ApiProblem} or {@link Unreachable}. */
export const api = createClient<paths>({ baseUrl: "", fetch: send });

export type Schemas = components["schemas"];

/** The content of an answer; whatever is not a success was thrown before. */
export async function data<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

export const idempotent = (key = newKey()): { headers: Record<string, string> } => ({
  headers: { "Idempotency-Key": key },
});
