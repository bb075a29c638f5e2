import { beforeEach, describe, expect, it } from "vitest";
import { ApiProblem, Unreachable } from "~/api/problem";
import { MemoryStorage } from "../testing";
import type { Draft, Message } from "../types";
import { Outbox } from "./outbox";

/** A hub that keeps its word about idempotency keys, and a network that breaks when told. */
class FakeHub {
  readonly arrived: string[] = [];
  private readonly refusals = new Set<string>();
  private readonly answers = new Map<string, { messages: Message[] }>();
  /** What happens to the next calls: lost on the way there, or the answer lost on the way back. */
  script: ("ok" | "lost" | "answerLost" | "refused" | "busy" | "running" | "signedOut")[] = [];

  send = async (_: string, draft: Draft, key: string): Promise<{ messages: Message[] }> => {
    const fate = this.script.shift() ?? "ok";
    if (fate === "lost") throw new Unreachable("down");
    if (fate === "busy") throw new ApiProblem({ title: "busy", status: 503, code: "unavailable" }, 7);
    if (fate === "running") throw new ApiProblem({ title: "Runs", status: 409, code: "idempotent_call_running" }, 1);
    if (fate === "signedOut") throw new ApiProblem({ title: "Sign in", status: 401, code: "not_signed_in" });
    if (fate === "refused") this.refusals.add(key);
    if (this.refusals.has(key))
      throw new ApiProblem({ title: "Window closed", status: 422, code: "window_closed", detail: "Wait." });
    const known = this.answers.get(key);
    const answer = known ?? { messages: [{ id: `m${this.arrived.length}`, text: draft.text } as Message] };
    if (!known) this.arrived.push(draft.text ?? "");
    this.answers.set(key, answer);
    if (fate === "answerLost") throw new Unreachable("cut");
    return answer;
  };
}

let storage: MemoryStorage;
let hub: FakeHub;
let now: number;
let timers: { run: () => void; milliseconds: number }[];
let sent: string[];
let keys: number;

const open = (memberId = "me"): Outbox =>
  new Outbox(memberId, {
    storage,
    send: hub.send,
    onSent: (entry) => void sent.push(entry.draft.text ?? ""),
    now: () => now,
    later: (run, milliseconds) => void timers.push({ run, milliseconds }),
    alone,
    newKey: () => `k${++keys}`,
  });

/** As a browser's locks: one at a time over all tabs. */
let held = Promise.resolve();
const alone = (_: string, run: () => Promise<void>): Promise<void> => {
  held = held.then(run);
  return held;
};

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

async function passTime(): Promise<void> {
  const due = timers;
  timers = [];
  now += Math.max(0, ...due.map((timer) => timer.milliseconds));
  for (const timer of due) timer.run();
  await settle();
}

beforeEach(() => {
  storage = new MemoryStorage();
  hub = new FakeHub();
  now = 1_000_000;
  timers = [];
  sent = [];
  keys = 100;
  held = Promise.resolve();
});

describe("the outbox", () => {
  it("looks again when something was written as the last message was being confirmed", async () => {
    let release = () => {};
    const slow = new Outbox("me", {
      storage,
      send: hub.send,
      onSent: (entry) => void sent.push(entry.draft.text ?? ""),
      now: () => now,
      later: (run, milliseconds) => void timers.push({ run, milliseconds }),
      alone: async (_, run) => {
        await run();
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      },
      newKey: () => `k${++keys}`,
    });
    slow.wake();
    slow.add("c1", { text: "one" }, [], "k-one");
    await settle();
    slow.add("c1", { text: "two" }, [], "k-two");
    release();
    await settle();
    expect(hub.arrived).toEqual(["one", "two"]);
  });

  it("sends in the order of writing, one at a time", async () => {
    const outbox = open();
    outbox.add("c", { text: "one" }, [], "k1");
    outbox.add("c", { text: "two" }, [], "k2");
    await settle();
    expect(hub.arrived).toEqual(["one", "two"]);
    expect(outbox.all()).toEqual([]);
  });

  it("keeps what the network refused, in order, and sends it later", async () => {
    hub.script = ["lost"];
    const outbox = open();
    outbox.add("c", { text: "one" }, [], "k1");
    outbox.add("c", { text: "two" }, [], "k2");
    await settle();
    expect(hub.arrived).toEqual([]);
    expect(outbox.all().map((entry) => entry.state)).toEqual(["waiting", "waiting"]);
    await passTime();
    expect(hub.arrived).toEqual(["one", "two"]);
  });

  it("sends once although the answer was lost", async () => {
    hub.script = ["answerLost", "answerLost"];
    const outbox = open();
    outbox.add("c", { text: "one" }, [], "k1");
    await settle();
    await passTime();
    await passTime();
    expect(hub.arrived).toEqual(["one"]);
    expect(sent).toEqual(["one"]);
  });

  it("survives a reload in mid-send: nothing lost, nothing twice", async () => {
    hub.script = ["answerLost"];
    open().add("c", { text: "one" }, [], "k1");
    await settle();
    timers = []; // the page is gone
    open().wake();
    await settle();
    expect(hub.arrived).toEqual(["one"]);
    expect(storage.length).toBe(0);
  });

  it("does not hold back other conversations", async () => {
    hub.script = ["lost"];
    const outbox = open();
    outbox.add("c", { text: "one" }, [], "k1");
    await settle();
    outbox.add("d", { text: "two" }, [], "k2");
    await settle();
    expect(hub.arrived).toEqual(["two"]);
  });

  it("shows why the hub refused, and lets the agent try again or drop it", async () => {
    hub.script = ["refused"];
    const outbox = open();
    outbox.add("c", { text: "one" }, [], "k1");
    await settle();
    expect(outbox.all()[0]).toMatchObject({ state: "refused", problem: { title: "Window closed", detail: "Wait." } });
    outbox.retry("k1");
    await settle();
    expect(hub.arrived).toEqual(["one"]);
  });

  it("gives a refused message a new key when it is tried again: the old one would only answer the old refusal", async () => {
    hub.script = ["refused"];
    const outbox = open();
    outbox.add("c", { text: "one" }, [], "k1");
    await settle();
    outbox.retry("k1");
    expect(outbox.all().map((entry) => entry.id)).toEqual(["k101"]);
    await settle();
    expect(outbox.all()).toEqual([]);
    expect(storage.length).toBe(0);
  });

  it("keeps what waits when the session is over, and sends it when the member is back", async () => {
    hub.script = ["signedOut"];
    const outbox = open();
    outbox.add("c", { text: "one" }, [], "k1");
    await settle();
    outbox.hear();
    await settle();
    expect(outbox.all().map((entry) => entry.state)).toEqual(["waiting"]);
    expect(hub.arrived).toEqual([]);
    outbox.wake();
    await settle();
    expect(hub.arrived).toEqual(["one"]);
  });

  it("sends nothing once it was stopped", async () => {
    hub.script = ["lost"];
    const outbox = open();
    outbox.add("c", { text: "one" }, [], "k1");
    await settle();
    outbox.stop();
    await passTime();
    expect(hub.arrived).toEqual([]);
  });

  it("waits as long as the hub asks, and longer each time", async () => {
    hub.script = ["busy", "lost", "lost", "lost", "lost"];
    open().add("c", { text: "one" }, [], "k1");
    await settle();
    const pauses: (number | undefined)[] = [];
    for (let round = 0; round < 5; round++) {
      pauses.push(timers[0]?.milliseconds);
      await passTime();
    }
    expect(pauses).toEqual([7000, 2000, 4000, 8000, 16000]);
    expect(hub.arrived).toEqual(["one"]);
  });

  it("asks a person before repeating what the hub may have forgotten", async () => {
    hub.script = ["answerLost"];
    open().add("c", { text: "one" }, [], "k1");
    await settle();
    now += 25 * 60 * 60_000;
    const later = open();
    later.wake();
    await settle();
    expect(later.all()[0]?.state).toBe("stale");
    expect(hub.arrived).toEqual(["one"]);
  });

  it("asks a person about a try that never ends, and goes on with the rest", async () => {
    hub.script = ["running", "running", "running"];
    const outbox = open();
    outbox.add("c", { text: "one" }, [], "k1");
    outbox.add("c", { text: "two" }, [], "k2");
    await settle();
    now += 60_000;
    await passTime();
    expect(outbox.all().map((entry) => entry.state)).toEqual(["waiting", "waiting"]);
    now += 90_000;
    await passTime();
    expect(outbox.all().map((entry) => entry.state)).toEqual(["stale"]);
    expect(hub.arrived).toEqual(["two"]);
    outbox.retry("k1");
    await settle();
    expect(hub.arrived).toEqual(["two", "one"]);
    expect(outbox.all()).toEqual([]);
  });

  it("lets one of several tabs send, and brings nothing back that another has sent", async () => {
    hub.script = ["lost"];
    const [one, other] = [open(), open()];
    one.add("c", { text: "one" }, [], "k1");
    one.add("c", { text: "two" }, [], "k2");
    other.hear();
    await settle();
    expect(timers).toHaveLength(2); // neither hurries because the other wrote
    other.hear();
    await passTime();
    one.hear();
    await settle();
    expect(hub.arrived).toEqual(["one", "two"]);
    expect(sent).toEqual(["one", "two"]);
    expect([...one.all(), ...other.all()]).toEqual([]);
    expect(storage.length).toBe(0);
  });

  it("does not wait for its time when the network is back", async () => {
    hub.script = ["busy"];
    const outbox = open();
    outbox.add("c", { text: "one" }, [], "k1");
    await settle();
    outbox.wake();
    await settle();
    expect(hub.arrived).toEqual(["one"]);
  });

  it("shows a member only what is theirs", () => {
    hub.script = ["lost"];
    open("me").add("c", { text: "mine" }, [], "k1");
    expect(open("other").all()).toEqual([]);
  });
});
