import { send } from "./http";

/** An answer that is no JSON document of the hub's own. */
export const getText = async (path: string, signal: AbortSignal): Promise<string> =>
  (await send(new Request(`/api/v1${path}`, { signal }))).text();
