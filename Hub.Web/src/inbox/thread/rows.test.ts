import { describe, expect, it } from "vitest";
import type { Message, TimelineItem } from "../types";
import { isSameRow, linkParts, rowsOf } from "./rows";

const message = (id: string, at: string, more: Partial<Message> = {}): TimelineItem => ({
  id,
  at,
  kind: "message",
  message: { id, occurredAt: at, direction: "inbound", attachments: [], ...more } as unknown as Message,
});
const note = (id: string, at: string): TimelineItem => ({
  id,
  at,
  kind: "note",
  note: { id, conversationId: "c", authorId: "m", text: "x", mentions: [], at },
});

describe("rows of a thread", () => {
  it("stand oldest first, with a mark at each new day", () => {
    const rows = rowsOf(
      [message("c", "2026-11-27T12:00:00"), message("b", "2026-11-26T12:01:00"), message("a", "2026-11-26T12:00:00")],
      [],
    );
    expect(rows.map((row) => (row.kind === "day" ? "day" : row.key))).toEqual(["day", "a", "b", "day", "c"]);
  });

  it("group what one side says within minutes; a note in between ends the group", () => {
    const rows = rowsOf(
      [
        message("e", "2026-11-26T12:20:00", { direction: "outbound" }),
        message("d", "2026-11-26T12:03:00"),
        note("n", "2026-11-26T12:02:00"),
        message("b", "2026-11-26T12:01:00"),
        message("a", "2026-11-26T12:00:00"),
      ],
      [],
    );
    const groups = rows.map((row) =>
      row.kind === "message" ? `${row.key}${row.startsGroup ? "^" : ""}${row.endsGroup ? "$" : ""}` : row.kind,
    );
    expect(groups).toEqual(["day", "a^", "b$", "note", "d^$", "e^$"]);
  });

  it("end with what has not been confirmed yet", () => {
    const entry = {
      id: "k",
      conversationId: "c",
      draft: { text: "hi" },
      fileNames: [],
      at: 1,
      attempts: 1,
      state: "sending" as const,
      memberId: "m",
    };
    expect(rowsOf([message("a", "2026-11-26T12:00:00")], [entry]).at(-1)?.key).toBe("k");
  });
});

describe("a row that is drawn", () => {
  it("is drawn again when its message or its place in a group changed, not when others did", () => {
    const [first, second, third] = [
      message("a", "2026-11-26T12:00:00"),
      message("b", "2026-11-26T12:01:00"),
      message("c", "2026-11-26T12:02:00"),
    ];
    const before = rowsOf([second, first], []);
    const after = rowsOf([third, second, first], []);
    expect(before.map((row, index) => isSameRow(row, after[index] as (typeof before)[number]))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("addresses in a text", () => {
  it("can be opened, without the full stop behind them", () => {
    expect(linkParts("Xem https://shop.vn/a?b=1. Cảm ơn")).toEqual([
      { from: 0, text: "Xem " },
      { from: 4, text: "https://shop.vn/a?b=1", url: "https://shop.vn/a?b=1" },
      { from: 25, text: ". Cảm ơn" },
    ]);
  });

  it("are only web addresses: nothing that runs", () => {
    expect(linkParts("javascript:alert(1) <img src=x> data:text/html,x")).toEqual([
      { from: 0, text: "javascript:alert(1) <img src=x> data:text/html,x" },
    ]);
  });
});
