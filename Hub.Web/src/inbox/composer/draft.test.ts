import { describe, expect, it } from "vitest";
import type { Outgoing } from "../outbox/outbox";
import type { Draft, Message } from "../types";
import { isEmpty, replyOf, sentAs, takenBack, type Written } from "./draft";
import type { Upload } from "./uploads";

const written = (more: Partial<Written> = {}): Written => ({
  text: "",
  note: "",
  quotedId: null,
  tag: null,
  template: null,
  ...more,
});
const upload = (attachmentId?: string): Upload => ({
  key: "k",
  name: "a.png",
  size: 1,
  state: attachmentId ? "done" : "sending",
  ...(attachmentId && { attachmentId }),
});

describe("a reply", () => {
  it("has what was written and what has arrived", () => {
    const draft = replyOf(written({ text: " dạ ", quotedId: "m" }), [upload("f"), upload()], true);
    expect(draft).toEqual({ text: "dạ", attachments: ["f"], quotedMessageId: "m" });
  });

  it("names the tag only while the window is closed", () => {
    expect(replyOf(written({ text: "a", tag: "T" }), [], false)).toEqual({ text: "a", tag: "T" });
    expect(replyOf(written({ text: "a", tag: "T" }), [], true)).toEqual({ text: "a" });
  });

  it("is empty without words and files, whatever it quotes", () => {
    expect(isEmpty(replyOf(written({ text: "  ", quotedId: "m" }), [], true))).toBe(true);
    expect(isEmpty({ text: "a" })).toBe(false);
  });
});

describe("a message taken back", () => {
  const entry = (draft: Draft, fileNames: string[] = []) => ({ draft, fileNames }) as Outgoing;

  it("brings all that it had", () => {
    const template = { name: "giao_hang", language: "vi", parameters: ["Mai"] };
    const draft = { text: "một", quotedMessageId: "m", tag: "T", template, attachments: ["f"] };
    const back = takenBack(written({ text: "hai", note: "n" }), [upload("g")], entry(draft, ["ảnh.png"]));
    expect(back.written).toEqual({ text: "một\nhai", note: "n", quotedId: "m", tag: "T", template });
    expect(back.uploads.map((one) => `${one.name} ${one.attachmentId}`)).toEqual(["ảnh.png f", "a.png g"]);
  });

  it("leaves what it did not have", () => {
    const back = takenBack(written({ text: "hai", quotedId: "m", tag: "T" }), [], entry({ text: "một" }));
    expect(back.written).toMatchObject({ quotedId: "m", tag: "T", template: null });
  });
});

describe("a message that failed", () => {
  const message = (more: Partial<Message>) =>
    ({ kind: "text", text: "một", tag: null, content: {}, attachments: [], ...more }) as Message;

  it("can be changed and sent anew, as what it was", () => {
    expect(sentAs(message({ tag: "T" }))?.draft).toEqual({ text: "một", tag: "T" });
    const template = { name: "giao_hang", language: "vi", parameters: ["Mai"] };
    expect(sentAs(message({ kind: "template", content: { template } }))?.draft).toEqual({ template });
  });

  it("cannot when it had a file, which the hub takes once", () => {
    expect(sentAs(message({ attachments: [{}] as Message["attachments"] }))).toBeNull();
    expect(sentAs(message({ kind: "image" }))).toBeNull();
  });
});
