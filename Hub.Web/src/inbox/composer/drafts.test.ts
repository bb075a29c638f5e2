import { beforeEach, describe, expect, it } from "vitest";
import { MemoryStorage } from "../testing";
import { Drafts, emptyDraft, forgetDrafts } from "./drafts";

let storage: MemoryStorage;
let drafts: Drafts;
beforeEach(() => {
  storage = new MemoryStorage();
  drafts = new Drafts("mai", storage);
});

describe("drafts", () => {
  it("keep what changed and leave the rest", () => {
    drafts.keep("c", { text: "chào", quotedId: "m1" });
    drafts.keep("c", { note: "hỏi kho" });
    expect(drafts.read("c")).toEqual({ ...emptyDraft, text: "chào", quotedId: "m1", note: "hỏi kho" });
  });

  it("keep only files that the hub has", () => {
    const upload = { key: "k", name: "a.png", size: 1 };
    drafts.keep("c", {
      uploads: [
        { ...upload, state: "done", attachmentId: "i" },
        { ...upload, state: "sending" },
      ],
    });
    expect(drafts.read("c").uploads).toHaveLength(1);
  });

  it("are gone when nothing is in them any more", () => {
    drafts.keep("c", { text: "chào" });
    drafts.keep("c", { text: "" });
    expect(storage.length).toBe(0);
  });

  it("belong to one member", () => {
    drafts.keep("c", { text: "chào" });
    expect(new Drafts("lan", storage).read("c")).toEqual(emptyDraft);
  });

  it("are forgotten together, and nothing else is", () => {
    storage.setItem("hub.language", "vi");
    drafts.keep("c", { text: "chào" });
    drafts.keep("d", { text: "chào" });
    forgetDrafts(storage);
    expect(storage.length).toBe(1);
  });
});
