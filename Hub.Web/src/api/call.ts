import { newKey, send } from "./http";

type Query = Record<string, string | number | boolean | string[] | null | undefined>;

interface Options {
  query?: Query | undefined;
  body?: unknown;
  key?: string | undefined;
  /** Of a file, where the hub wants to know. */
  type?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** A call outside the typed client: uploads, and what the document does not describe. */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const isFile = options.body instanceof Blob;
  const headers = new Headers();
  if (options.body !== undefined)
    headers.set("Content-Type", isFile ? (options.type ?? "application/octet-stream") : "application/json");
  if (method === "POST" || method === "PATCH") headers.set("Idempotency-Key", options.key ?? newKey());
  const response = await send(
    new Request(`/api/v1${path}${queryString(options.query)}`, {
      method,
      headers,
      body: options.body === undefined ? null : isFile ? (options.body as Blob) : JSON.stringify(options.body),
      signal: options.signal ?? null,
    }),
  );
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export function queryString(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined && item !== null && item !== "") search.append(name, String(item));
  const text = search.toString();
  return text ? `?${text}` : "";
}
