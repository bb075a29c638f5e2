import { describe, expect, it } from "vitest";
import { cannedQuery, insertReply, matchingReplies, mentioned, mentionQuery } from "./canned";

const reply = (shortcut: string, text: string) => ({ id: shortcut, shortcut, text, language: null, attachments: [] });

describe("canned replies", () => {
  it("begin with / or # at the start of a word", () => {
    expect(cannedQuery("/gia", 4)).toEqual({ from: 0, query: "gia" });
    expect(cannedQuery("Dạ #", 4)).toEqual({ from: 3, query: "" });
    expect(cannedQuery("24/7", 4)).toBeNull();
    expect(cannedQuery("/gia rồi", 8)).toBeNull();
  });

  it("are found without accents, by shortcut first", () => {
    const all = [reply("chao", "Chào bạn, giá bên mình…"), reply("giá", "Giá là 100k"), reply("bảng-giá", "Bảng giá")];
    expect(matchingReplies(all, "gia").map((one) => one.shortcut)).toEqual(["giá", "bảng-giá", "chao"]);
    expect(matchingReplies(all, "xyz")).toEqual([]);
  });

  it("take the place of what was typed, with the contact's name", () => {
    expect(insertReply("Dạ /chao ạ", 8, 3, "chào {{name}}", "Mai")).toEqual({ text: "Dạ chào Mai ạ", caret: 11 });
    expect(insertReply("/chao", 5, 0, "Chào {{tên}} nhé", null).text).toBe("Chào nhé");
  });
});

describe("mentions", () => {
  it("are asked for after @", () => {
    expect(mentionQuery("nhờ @Lê", 7)).toEqual({ from: 4, query: "Lê" });
    expect(mentionQuery("a@b", 3)).toBeNull();
  });

  it("name members, the longer name first", () => {
    const members = [
      { id: "1", name: "Mai" },
      { id: "2", name: "Mai Anh" },
    ];
    expect(mentioned("@Mai Anh xem giúp", members)).toEqual(["2"]);
    expect(mentioned("@Mai Anh và @Mai", members)).toEqual(["2", "1"]);
  });
});
