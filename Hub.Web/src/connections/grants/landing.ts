/** Where platforms send people back to. */
export const landingPath = "/connections/authorized";

export interface Landing {
  state: string | null;
  code: string | null;
  error: string | null;
}

/** A grant that waits for accounts to be chosen stands in the address, so that the page can be loaded again. */
export const waitingAt = (grantId: string): string => `${landingPath}?grant=${grantId}`;

export function readWaiting(path: string, search: string): string | null {
  return isLanding(path) ? new URLSearchParams(search).get("grant") : null;
}

/** What a platform's redirect carried. Not by the router: to it long digits are a number, which loses some of them. */
export function readLanding(path: string, search: string): Landing | null {
  const query = new URLSearchParams(search);
  if (!isLanding(path) || query.has("grant")) return null;
  return {
    state: query.get("state"),
    code: query.get("code") ?? query.get("auth_code"),
    error: query.get("error"),
  };
}

const isLanding = (path: string): boolean => path.replace(/\/$/, "") === landingPath;

// Read once, before the router writes the address anew; a code works once anyway.
let landed = typeof window === "undefined" ? null : readLanding(window.location.pathname, window.location.search);

export function takeLanding(): Landing | null {
  const taken = landed;
  landed = null;
  return taken;
}

/** What was begun last in this window: a refusal comes back without a word of it. */
export interface Begun {
  connectorId: string;
  connectionId?: string;
  /** The account that it was begun for, where the address named one. */
  accountId?: string;
}

const begunKey = "hub.grant";

export const remember = ({ connectorId, connectionId, accountId }: Begun): void =>
  window.sessionStorage.setItem(begunKey, JSON.stringify({ connectorId, connectionId, accountId }));

export function remembered(): Begun | null {
  const kept = window.sessionStorage.getItem(begunKey);
  return kept ? (JSON.parse(kept) as Begun) : null;
}
