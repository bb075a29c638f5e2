import i18next from "i18next";
import { ApiProblem, Unreachable } from "./problem";

type Listener = () => void;
const signedOut = new Set<Listener>();

/** Called when the hub no longer knows who we are. */
export function onSignedOut(listener: Listener): Listener {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

/** `fetch` as this app uses it: in the app's language, with the header that other sites cannot set, and throwing what went wrong. */
export async function send(request: Request): Promise<Response> {
  request.headers.set("Accept-Language", i18next.language || "vi");
  if (request.method !== "GET" && request.method !== "HEAD") request.headers.set("X-Hub-Csrf", "1");
  const response = await reach(request);
  if (response.ok) return response;
  const problem = await ApiProblem.of(response);
  if (problem.status === 401 && !/\/api\/v1\/session([/?]|$)/.test(request.url))
    for (const listener of signedOut) listener();
  throw problem;
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new Unreachable(error);
  }
}

/** One key a deed: however often the call is repeated, the hub does it once. */
export function newKey(): string {
  // Not randomUUID: over plain http, as a hub in an office network may be, browsers do not have it.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
