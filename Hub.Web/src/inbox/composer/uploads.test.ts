import { expect, it } from "vitest";
import { refusalOf } from "./uploads";

const file = (name: string, type: string, size = 1000) => ({ name, type, size });

it("takes pictures, sounds, films, PDF and Office files", () => {
  for (const one of [
    file("a.jpg", "image/jpeg"),
    file("b.pdf", "application/pdf"),
    file("c.xlsx", ""),
    file("d.ogg", "audio/ogg"),
  ])
    expect(refusalOf(one)).toBeNull();
});

it("refuses what could run in a browser, what is empty and what is too large, before anything is sent", () => {
  expect(refusalOf(file("a.svg", "image/svg+xml"))).toEqual({ code: "wrongType" });
  expect(refusalOf(file("a.html", "text/html"))).toEqual({ code: "wrongType" });
  expect(refusalOf(file("a.png", "image/png", 0))).toEqual({ code: "empty" });
  expect(refusalOf(file("a.png", "image/png", 17 << 20))).toEqual({ code: "tooLarge", most: 16 << 20 });
});

it("heeds the channel's own limit", () => {
  const limits = { attachmentBytes: 5 << 20 };
  expect(refusalOf(file("a.png", "image/png", 6 << 20), limits)).toEqual({ code: "tooLarge", most: 5 << 20 });
  expect(refusalOf(file("a.png", "image/png"), limits)).toBeNull();
});
