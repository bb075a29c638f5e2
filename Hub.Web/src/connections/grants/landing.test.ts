import { describe, expect, it } from "vitest";
import { readLanding, readWaiting, waitingAt } from "./landing";

describe("what a platform's redirect carried", () => {
  it("keeps every digit of a code", () => {
    expect(readLanding("/connections/authorized/", "?code=7100000000000000001&state=abc")).toEqual({
      state: "abc",
      code: "7100000000000000001",
      error: null,
    });
  });

  it("takes a code by TikTok for Business's name for it, and an error", () => {
    expect(readLanding("/connections/authorized", "?auth_code=x&state=s")?.code).toBe("x");
    expect(readLanding("/connections/authorized/", "?error=access_denied&state=s")?.error).toBe("access_denied");
  });

  it("is the grant that waits when its page is loaded again", () => {
    const { pathname, search } = new URL(waitingAt("0199aa"), "https://hub.example");
    expect(readWaiting(pathname, search)).toBe("0199aa");
    expect(readLanding(pathname, search)).toBeNull();
    expect(readWaiting("/connections/new/tiktok", search)).toBeNull();
  });

  it("is nothing on any other page", () => {
    expect(readLanding("/connections/new/tiktok", "?code=x&state=s")).toBeNull();
  });
});
