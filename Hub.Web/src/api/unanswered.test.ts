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
const lose = (lost: string, body = "{}") => calls.lost("POST", "/orders", body, lost);

describe("the key of a call", () => {
  it("is the same for a repetition after an answer that was lost, however often", () => {
    lose(key());
    lose(key());
    expect(key()).toBe("k1");
  });

  it("is new once the hub has answered", () => {
    key();
    expect(key()).toBe("k2");
  });

  it("is new for the same deed done again while the first is on its way", () => {
    lose(key());
    expect([key(), key()]).toEqual(["k1", "k2"]);
  });

  it("is another for anything else, and for another member", () => {
    lose(key());
    expect(key('{"a":1}')).toBe("k2");
    calls.forget();
    expect(key()).toBe("k3");
  });

  it("is new when so much time has passed that somebody means it", () => {
    lose(key());
    now += 16 * 60_000;
    expect(key()).toBe("k2");
  });

  it("stays with a file as long as it is the same file", () => {
    const file = new Blob(["a"]);
    const upload = (blob: Blob) => calls.keyOf("POST", "/attachments", blob);
    calls.lost("POST", "/attachments", file, upload(file));
    expect(upload(new Blob(["a"]))).toBe("k2");
    expect(upload(file)).toBe("k1");
    expect(upload(file)).toBe("k3");
  });
});
