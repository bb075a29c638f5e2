import { newKey, onSignedOut, send } from "./http";
import { isPassing } from "./problem";
import { UnansweredCalls } from "./unanswered";

type Query = Record<string, string | number | boolean | string[] | null | undefined>;

interface Options {
  query?: Query | undefined;
  body?: unknown;
  /** The Idempotency-Key of a POST. Made when left out; null for a call that may be repeated without harm, as a PATCH always may. */
  key?: string | null | undefined;
  /** Of a file, where the hub wants to know. */
  type?: string | undefined;
  signal?: AbortSignal | undefined;
}

const unanswered = new UnansweredCalls(newKey, Date.now);
onSignedOut(() => unanswered.forget());

/** A call outside the typed client: uploads, and what the document does not describe. */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const isFile = options.body instanceof Blob;
  const body = options.body === undefined ? null : isFile ? (options.body as Blob) : JSON.stringify(options.body);
  const address = `/api/v1${path}${queryString(options.query)}`;
  const headers = new Headers();
  if (body !== null)
    headers.set("Content-Type", isFile ? (options.type ?? "application/octet-stream") : "application/json");
  const isDeed = options.key !== null && method === "POST";
  const key = isDeed ? (options.key ?? unanswered.keyOf(method, address, body)) : undefined;
  if (key) headers.set("Idempotency-Key", key);
  try {
    const response = await send(new Request(address, { method, headers, body, signal: options.signal ?? null }));
    const text = await response.text();
    if (path.startsWith("/session") && method !== "GET") unanswered.forget(); // keys belong to whoever was signed in
    return (text ? JSON.parse(text) : undefined) as T;
  } catch (error) {
    if (key && isPassing(error)) unanswered.lost(method, address, body, key);
    throw error;
  }
}

export function queryString(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined && item !== null && item !== "") search.append(name, String(item));
  const text = search.toString();
  return text ? `?${text}` : "";
}

const id = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** Nothing has it, so that the hub says what it says of all that does not exist. */
const nobody = "00000000-0000-0000-0000-000000000000";

/** What the address of a page names, as an id to ask the hub for: a word may be the name of a list there, such as `/connections/tokens`. */
export const named = (word: string): string => (id.test(word) ? word : nobody);
