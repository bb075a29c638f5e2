import { describe, expect, it } from "vitest";
import type { Message } from "../types";
import { piecesOf } from "./content";

const message = (kind: Message["kind"], content: object, text: string | null = null) =>
  ({ kind, content, text }) as Pick<Message, "kind" | "content" | "text">;

describe("what is neither text nor file", () => {
  it("shows a cart line by line, with what the customer wrote to it", () => {
    const cart = {
      order: {
        currency: "VND",
        note: "giao chiều",
        lines: [{ productCode: "sku-15", quantity: 3, unitPrice: 300_000 }],
      },
    };
    expect(piecesOf(message("order", cart))).toEqual([
      { mark: "cart", title: "sku-15", price: { quantity: 3, amount: 300_000, currency: "VND" } },
      { mark: "note", title: "giao chiều" },
    ]);
  });

  it("names a place, and points to it on a map", () => {
    const [place] = piecesOf(
      message("location", { location: { latitude: 10.5, longitude: 106.7, name: "Bến Thành" } }),
    );
    expect(place).toMatchObject({ title: "Bến Thành", detail: "10.5, 106.7" });
    expect(place?.url).toContain("mlat=10.5&mlon=106.7");
  });

  it("shows a card without a name by its number", () => {
    const card = { contacts: [{ name: null, phones: ["0901"], emails: ["a@b.vn"] }] };
    expect(piecesOf(message("contacts", card))).toEqual([{ mark: "person", title: "0901", detail: "0901, a@b.vn" }]);
  });

  it("leaves a template to its text where the hub has that", () => {
    const template = { template: { name: "giao_hang", parameters: ["Mai", "2"] } };
    expect(piecesOf(message("template", template))).toEqual([
      { mark: "template", title: "giao_hang", detail: "Mai · 2" },
    ]);
    expect(piecesOf(message("template", template, "Chào Mai"))).toEqual([]);
  });

  it("is nothing in a text, and in what it does not know", () => {
    expect(piecesOf(message("text", {}))).toEqual([]);
    expect(piecesOf(message("order", {}))).toEqual([]);
  });
});
