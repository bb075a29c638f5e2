import { describe, expect, it } from "vitest";
import { blankOrder } from "./lines";
import { draftOfReading, foundNothing, piecesOf, type Reading, readFields } from "./reading";

const text = "2 ao-01, sdt 0912345678";
const nothing: Reading = {
  phone: null,
  name: null,
  address: null,
  street: null,
  ward: null,
  district: null,
  province: null,
  items: [],
  time: null,
  messages: [],
};
const reading: Reading = {
  ...nothing,
  phone: { value: "0912345678", messageId: "m", start: 13, length: 10 },
  items: [
    {
      code: { value: "AO-01", messageId: "m", start: 2, length: 5 },
      productId: "p",
      name: "Áo thun",
      price: 150_000,
      currency: "VND",
      quantity: 2,
      quantityAt: { value: "2", messageId: "m", start: 0, length: 1 },
    },
  ],
  messages: [{ id: "m", text, occurredAt: "2026-11-28T00:00:00Z" }],
};

describe("what is read from the chat", () => {
  it("is shown where it stands, and the message whole", () => {
    const pieces = piecesOf(reading, { id: "m", text });
    expect(pieces.map(({ text, field }) => [text, field])).toEqual([
      ["2", "quantity"],
      [" ", null],
      ["ao-01", "code"],
      [", sdt ", null],
      ["0912345678", "phone"],
    ]);
  });

  it("fills an order and leaves alone what was not found", () => {
    const draft = draftOfReading(reading, "", { ...blankOrder(), address: "typed" });
    expect(draft.lines?.map(({ productCode, quantity, unitPrice }) => [productCode, quantity, unitPrice])).toEqual([
      ["AO-01", 2, 150_000],
    ]);
    expect(draft.phone).toBe("0912345678");
    expect("address" in draft).toBe(false);
  });

  it("brings no price of another currency than the order's", () => {
    const items = [...reading.items, ...reading.items.map((item) => ({ ...item, currency: "USD", price: 5 }))];
    const draft = draftOfReading({ ...reading, items }, "", blankOrder());
    expect(draft.lines?.map(({ unitPrice }) => unitPrice)).toEqual([150_000, ""]);
  });

  it("is marked until somebody types something else", () => {
    const read = draftOfReading(reading, "", blankOrder());
    const draft = { ...blankOrder(), ...read };
    expect([...readFields(read, draft)]).toEqual(["phone", "lines[0]"]);
    expect([...readFields(read, { ...draft, phone: "0900000000" })]).toEqual(["lines[0]"]);
    expect([...readFields(null, draft)]).toEqual([]);
  });

  it("can be nothing", () => {
    expect(foundNothing(nothing)).toBe(true);
    expect(draftOfReading(nothing, "", blankOrder())).toEqual({});
  });
});
