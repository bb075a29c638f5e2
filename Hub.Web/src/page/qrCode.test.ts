import { expect, it, vi } from "vitest";
import { draw, isHardToRead, saveAs, svgOf } from "./qrCode";

it("draws a code with a quiet zone of four modules", () => {
  const code = draw("https://tiktok.me/shop?ref=a");
  expect(code?.dark[3]?.some(Boolean)).toBe(false);
  expect(code?.dark[4]?.slice(4, 11).every(Boolean)).toBe(true); // the finder's upper edge
});

it("goes on to a less sturdy code before it gives up", () => {
  expect(draw("x".repeat(2331))).not.toBeNull();
  expect(draw("x".repeat(2953))).not.toBeNull();
  expect(draw("x".repeat(2954))).toBeNull();
});

it("writes an image on white, for a dark page prints it on dark otherwise", async () => {
  const code = draw("a");
  const image = code && (await svgOf(code).text());
  expect(image).toContain('fill="#fff"');
  expect(image).toContain(code?.path);
});

it("calls a code hard to read before it gives up", () => {
  expect(isHardToRead("x".repeat(500))).toBe(false);
  expect(isHardToRead("x".repeat(501))).toBe(true);
});

it("keeps a file until the browser has read it", () => {
  vi.useFakeTimers();
  const click = vi.fn();
  vi.stubGlobal("document", { createElement: () => ({ click }) });
  const revoke = vi.spyOn(URL, "revokeObjectURL");

  saveAs(new Blob(["a"]), "a.svg");
  expect(click).toHaveBeenCalled();
  expect(revoke).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(revoke).toHaveBeenCalledOnce();

  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
