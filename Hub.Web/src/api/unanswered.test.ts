import { beforeEach, describe, expect, it } from "vitest";
import { UnansweredCalls } from "./unanswered";

let now: number;
let calls: UnansweredCalls;
beforeEach(() => {
  now = 0;
  let made = 0;
  calls = new UnansweredCalls(
    () => `k${++made}`,
    () => now,
  );
});
const key = (body = "{}") => calls.keyOf("POST", "/orders", body);

describe("the key of a call", () => {
  it("is the same for a repetition after an answer that was lost", () => {
    expect([key(), key(), key()]).toEqual(["k1", "k1", "k1"]);
  });

  it("is new once the hub has answered", () => {
    key();
    calls.answered("POST", "/orders", "{}");
    expect(key()).toBe("k2");
  });

  it("is another for anything else, and for another member", () => {
    key();
    expect(key('{"a":1}')).toBe("k2");
    calls.forget();
    expect(key()).toBe("k3");
  });

  it("is new when so much time has passed that somebody means it", () => {
    key();
    now += 16 * 60_000;
    expect(key()).toBe("k2");
  });

  it("stays with a file as long as it is the same file", () => {
    const file = new Blob(["a"]);
    expect(calls.keyOf("POST", "/attachments", file)).toBe("k1");
    expect(calls.keyOf("POST", "/attachments", file)).toBe("k1");
    expect(calls.keyOf("POST", "/attachments", new Blob(["a"]))).toBe("k2");
    calls.answered("POST", "/attachments", file);
    expect(calls.keyOf("POST", "/attachments", file)).toBe("k3");
  });
});
