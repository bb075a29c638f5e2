import { describe, expect, it } from "vitest";
import { blocksOf, closedIn, isOn, openOn, shownHours } from "./layout";
import type { Booking } from "./types";

const zone = "Asia/Ho_Chi_Minh";
const day = "2026-11-28";
const booking = (id: string, from: string, to: string): Booking =>
  ({ id, startsAt: new Date(from).toISOString(), endsAt: new Date(to).toISOString() }) as Booking;
const on = (id: string, from: string, to: string): Booking =>
  booking(id, `${day}T${from}:00+07:00`, `${day}T${to}:00+07:00`);
const shape = (bookings: Booking[], of = day, where = zone) =>
  blocksOf(bookings, of, where).map(({ booking: { id }, from, to, lane, lanes }) => [id, from, to, `${lane}/${lanes}`]);

describe("bookings of a day", () => {
  it("stand alone and full width unless they overlap", () => {
    expect(shape([on("b", "10:00", "11:00"), on("a", "09:00", "10:00")])).toEqual([
      ["a", 540, 600, "0/1"],
      ["b", 600, 660, "0/1"],
    ]);
  });

  it("stand side by side where they overlap, and take up a place that is free again", () => {
    const all = [
      on("long", "09:00", "12:00"),
      on("early", "09:00", "10:00"),
      on("late", "10:30", "11:30"),
      on("after", "12:00", "12:30"),
    ];
    expect(shape(all)).toEqual([
      ["long", 540, 720, "0/2"],
      ["early", 540, 600, "1/2"],
      ["late", 630, 690, "1/2"],
      ["after", 720, 750, "0/1"],
    ]);
  });

  it("are all as narrow as the fullest moment of their group", () => {
    const chain = [
      on("a", "09:00", "10:00"),
      on("b", "09:30", "11:00"),
      on("c", "09:45", "10:15"),
      on("d", "10:30", "11:30"),
    ];
    expect(shape(chain).map(([id, , , lane]) => `${id} ${lane}`)).toEqual(["a 0/3", "b 1/3", "c 2/3", "d 0/3"]);
  });

  it("never share a place, however they lie", () => {
    let seed = 7;
    const next = (most: number) => {
      seed = (seed * 16807) % 2147483647;
      return seed % most;
    };
    for (let round = 0; round < 200; round++) {
      const many = Array.from({ length: 1 + next(12) }, (_, index) => {
        const from = Date.parse(`${day}T00:00:00+07:00`) + next(22 * 12) * 300_000;
        return booking(
          `${index}`,
          new Date(from).toISOString(),
          new Date(from + (1 + next(24)) * 300_000).toISOString(),
        );
      });
      const blocks = blocksOf(many, day, zone);
      expect(blocks).toHaveLength(many.length);
      for (const one of blocks) {
        expect(one.lane).toBeLessThan(one.lanes);
        for (const other of blocks)
          if (one !== other && one.from < other.to && other.from < one.to) {
            expect(one.lane).not.toBe(other.lane);
            expect(one.lanes).toBe(other.lanes);
          }
      }
    }
  });

  it("go over midnight into the next day, and no further than they last", () => {
    const night = booking("night", `${day}T22:00:00+07:00`, "2026-11-29T01:30:00+07:00");
    expect(shape([night])).toEqual([["night", 1320, 1440, "0/1"]]);
    expect(shape([night], "2026-11-29")).toEqual([["night", 0, 90, "0/1"]]);
    const till = booking("till", `${day}T22:00:00+07:00`, "2026-11-29T00:00:00+07:00");
    expect([isOn(till, day, zone), isOn(till, "2026-11-29", zone), isOn(till, "2026-11-27", zone)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("are high enough for a line, and stay in their day", () => {
    expect(shape([on("short", "09:00", "09:05")])).toEqual([["short", 540, 560, "0/1"]]);
    expect(shape([booking("last", `${day}T23:55:00+07:00`, "2026-11-29T00:00:00+07:00")])).toEqual([
      ["last", 1420, 1440, "0/1"],
    ]);
  });

  it("last as long as they last when the clock jumps meanwhile", () => {
    const berlin = "Europe/Berlin";
    const spring = booking("spring", "2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"); // one hour
    expect(shape([spring], "2026-03-29", berlin)).toEqual([["spring", 90, 150, "0/1"]]);
    // The same half past two on the wall, an hour apart: side by side, neither hidden.
    const twice = [
      booking("first", "2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00"),
      booking("second", "2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00+01:00"),
    ];
    expect(shape(twice, "2026-10-25", berlin)).toEqual([
      ["first", 150, 180, "0/2"],
      ["second", 150, 180, "1/2"],
    ]);
  });
});

describe("hours", () => {
  const hours = {
    timeZone: zone,
    weekdays: {
      saturday: [
        { from: "13:00", to: "24:00" },
        { from: "08:00", to: "12:00" },
      ],
    },
    exceptions: [{ date: "2026-12-05", intervals: [], name: "Giỗ tổ" }],
  };

  it("are those of the weekday, but for exceptions", () => {
    expect(openOn(hours, day, zone)).toEqual([
      [780, 1440],
      [480, 720],
    ]);
    expect(openOn(hours, "2026-12-05", zone)).toEqual([]);
    expect(openOn(hours, "2026-11-29", zone)).toEqual([]);
    expect([openOn(null, day, zone), openOn(hours, day, "Asia/Tokyo")]).toEqual([null, null]);
  });

  it("leave closed what is between them", () => {
    expect(closedIn(openOn(hours, day, zone), [420, 1200])).toEqual([
      [420, 480],
      [720, 780],
    ]);
    expect(closedIn([], [480, 600])).toEqual([[480, 600]]);
    expect(closedIn(null, [480, 600])).toEqual([]);
  });

  it("are shown whole, and long enough to see something", () => {
    expect(shownHours([])).toEqual([480, 1080]);
    expect(
      shownHours([
        [510, 1080],
        [545, 1175],
      ]),
    ).toEqual([480, 1200]);
    expect(shownHours([[600, 630]])).toEqual([600, 840]);
    expect(shownHours([[1380, 1440]])).toEqual([1200, 1440]);
  });
});
