import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onSignedOut, send } from "./http";

const url = (path: string) => `http://hub.test/api/v1${path}`;
let calls: string[];
let answers: Record<string, (() => Promise<Response> | Response)[]>;
let left: number;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  left = 0;
  stop = onSignedOut(() => left++);
  vi.stubGlobal(
    "Request",
    class extends Request {
      constructor(input: RequestInfo, init?: RequestInit) {
        super(typeof input === "string" && input.startsWith("/") ? `http://hub.test${input}` : input, init);
      }
    },
  );
  vi.stubGlobal("fetch", async (request: Request) => {
    const name = `${request.method} ${new URL(request.url).pathname.slice("/api/v1".length)}`;
    calls.push(`${name} ${await request.text()}`.trim());
    const next = answers[name]?.shift();
    if (!next) throw new Error(`Nobody answers ${name}`);
    return next();
  });
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const ok = () => Response.json({});
const refused = () => Response.json({ status: 401, code: "not_signed_in" }, { status: 401 });

describe("a call that is refused because the hub does not know who asks", () => {
  it("is made again when it carried the token that a new second step has ended", async () => {
    let confirm: (answer: Response) => void = () => undefined;
    answers = {
      "POST /session/totp/confirm": [() => new Promise((done) => (confirm = done))],
      "POST /labels": [refused, ok],
      "GET /session": [ok],
    };
    const renewal = send(new Request(url("/session/totp/confirm"), { method: "POST" }));
    const call = send(new Request(url("/labels"), { method: "POST", body: "x" }));
    await vi.advanceTimersByTimeAsync(5000);
    expect(calls).toEqual(["POST /session/totp/confirm", "POST /labels x"]);
    confirm(ok());
    await vi.runAllTimersAsync();
    expect((await call).ok && (await renewal).ok).toBe(true);
    expect(calls.slice(2)).toEqual(["GET /session", "POST /labels x"]);
    expect(left).toBe(0);
  });

  it("waits a moment for the token that another tab was given", async () => {
    answers = { "GET /labels": [refused, ok], "GET /session": [refused, ok] };
    const call = send(new Request(url("/labels")));
    await vi.runAllTimersAsync();
    expect((await call).ok).toBe(true);
    expect(left).toBe(0);
  });

  it("signs out when the hub knows nobody, however many calls ask at once", async () => {
    answers = { "GET /labels": [refused], "GET /orders": [refused], "GET /session": [refused, refused] };
    const both = Promise.allSettled([send(new Request(url("/labels"))), send(new Request(url("/orders")))]);
    await vi.runAllTimersAsync();
    expect((await both).map((one) => one.status)).toEqual(["rejected", "rejected"]);
    expect(left).toBeGreaterThan(0);
    expect(calls).toHaveLength(4);
  });

  it("leaves a wrong password to its form", async () => {
    answers = { "POST /session": [refused] };
    await expect(send(new Request(url("/session"), { method: "POST" }))).rejects.toMatchObject({ status: 401 });
    expect(left).toBe(0);
  });
});
