import i18next from "i18next";
import { ApiProblem, Unreachable } from "./problem";

type Listener = () => void;
const signedOut = new Set<Listener>();
const renewals = new Set<Promise<unknown>>();
// Time for the answer that brings another tab's new token.
const otherTab = 1500;
let asking: Promise<boolean> | undefined;

/** Called when the hub no longer knows who we are. */
export function onSignedOut(listener: Listener): Listener {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

/** `fetch` as this app uses it: in the app's language, with the header that other sites cannot set, and throwing what went wrong. */
export async function send(request: Request): Promise<Response> {
  request.headers.set("Accept-Language", i18next.language || "vi");
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead) request.headers.set("X-Hub-Csrf", "1");
  const isSession = /\/api\/v1\/session([/?]|$)/.test(request.url);
  if (isSession) return okay(await (isRead ? reach(request) : renewing(reach(request))));

  const again = request.clone();
  const response = await reach(request);
  if (response.status !== 401) return okay(response);
  // A new password or second step gives this browser a new token, and ends the one that this call may have carried.
  asking ??= isStillKnown().finally(() => {
    asking = undefined;
  });
  if (await asking) return okay(await reach(again));
  for (const listener of signedOut) listener();
  return okay(response);
}

async function okay(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw await ApiProblem.of(response);
}

async function renewing(answer: Promise<Response>): Promise<Response> {
  renewals.add(answer);
  try {
    return await answer;
  } finally {
    renewals.delete(answer);
  }
}

async function isStillKnown(): Promise<boolean> {
  await Promise.allSettled(renewals);
  for (const pause of [0, otherTab]) {
    await new Promise((done) => setTimeout(done, pause));
    const session = await reach(new Request("/api/v1/session"));
    if (session.status !== 401) return true;
  }
  return false;
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
