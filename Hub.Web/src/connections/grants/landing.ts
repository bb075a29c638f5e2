/** Where platforms send people back to. */
export const landingPath = "/connections/authorized";

export interface Landing {
  state: string | null;
  code: string | null;
  error: string | null;
}

/** What a platform's redirect carried. Not by the router: to it long digits are a number, which loses some of them. */
export function readLanding(path: string, search: string): Landing | null {
  if (path.replace(/\/$/, "") !== landingPath) return null;
  const query = new URLSearchParams(search);
  return {
    state: query.get("state"),
    code: query.get("code") ?? query.get("auth_code"),
    error: query.get("error"),
  };
}

// Read once, before the router writes the address anew; a code works once anyway.
let landed = typeof window === "undefined" ? null : readLanding(window.location.pathname, window.location.search);

export function takeLanding(): Landing | null {
  const taken = landed;
  landed = null;
  return taken;
}
