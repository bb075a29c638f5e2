import { beforeEach, describe, expect, it } from "vitest";
import { UploadDesk } from "./uploadDesk";
import type { Upload } from "./uploads";

const file = (name: string, size = 10) => ({ name, size, type: "image/png" }) as File;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

let kept: Map<string, Upload[]>;
let ends: ((id: string | null) => void)[];
let desk: UploadDesk;
beforeEach(() => {
  kept = new Map();
  ends = [];
  let keys = 0;
  desk = new UploadDesk({
    send: () =>
      new Promise((resolve, reject) => {
        ends.push((id) => (id ? resolve({ id }) : reject(new Error("cut"))));
      }),
    newKey: () => `k${++keys}`,
    wordsOf: () => "words",
    read: (conversationId) => kept.get(conversationId) ?? [],
    keep: (conversationId, uploads) =>
      void kept.set(
        conversationId,
        uploads.filter((one) => one.state === "done"),
      ),
  });
});
const states = (conversationId: string) => desk.of(conversationId).map((one) => `${one.name} ${one.state}`);

describe("files on their way", () => {
  it("come from a canned reply in its order, and say when they could not", async () => {
    const files = [
      { name: "size.png", size: 3 },
      { name: "ship.pdf", size: 4 },
    ];
    desk.borrow("a", files, () => Promise.resolve([{ id: "id-1" }, { id: "id-2" }]));
    desk.borrow("b", files.slice(0, 1), () => Promise.reject(new Error("gone")));
    expect(states("a")).toEqual(["size.png sending", "ship.pdf sending"]);
    await settle();
    expect(desk.of("a").map((one) => one.attachmentId)).toEqual(["id-1", "id-2"]);
    expect(states("b")).toEqual(["size.png failed"]);
  });

  it("arrive in their conversation although another one is open", async () => {
    desk.add("a", [file("1.png")], null);
    desk.add("b", [file("2.png")], null);
    ends[0]?.("id-1");
    await settle();
    expect(states("a")).toEqual(["1.png done"]);
    expect(states("b")).toEqual(["2.png sending"]);
    expect(kept.get("a")?.[0]?.attachmentId).toBe("id-1");
  });

  it("say why they cannot go, before or after they were sent", async () => {
    desk.add("a", [file("1.png", 0), file("2.png")], null);
    ends[0]?.(null);
    await settle();
    expect(desk.of("a").map((one) => one.error)).toEqual(["words", "words"]);
  });

  it("stay away when they were removed meanwhile", async () => {
    desk.add("a", [file("1.png")], null);
    desk.remove("a", "k1");
    ends[0]?.("id-1");
    await settle();
    expect(desk.of("a")).toEqual([]);
  });

  it("are there again after a reload, and the same array until something changes", () => {
    kept.set("a", [{ key: "k", name: "x.png", size: 1, state: "done", attachmentId: "i" }]);
    expect(states("a")).toEqual(["x.png done"]);
    expect(desk.of("a")).toBe(desk.of("a"));
    expect(desk.of("b")).toBe(desk.of("c"));
  });
});
