import { describe, expect, it } from "vitest";
import type { Attribute } from "~/contacts/types";
import { knownOf, nothingKnown, prefilled } from "./known";
import { blankOrder } from "./lines";
import type { Order } from "./types";

const orders = (...all: object[]) => all as unknown as Order[];
const text = (key: string, label: string) => ({ key, label, type: "text" }) as Attribute;

describe("what is known of where an order goes", () => {
  it("is what the card says, with the attribute that the shop has called the address", () => {
    const found = knownOf(
      { displayName: "Chị Hoa", phone: "+84901234567", attributes: { size: "M", giao_toi: "12 Lê Lợi" } },
      orders({ address: "cũ" }),
      [text("size", "Cỡ"), text("giao_toi", "Địa chỉ giao hàng")],
    );
    expect(found).toEqual({ recipientName: "Chị Hoa", phone: "+84901234567", address: "12 Lê Lợi" });
  });

  it("is what their last order says, where the card says nothing", () => {
    const before = orders({ address: "" }, { recipientName: "Hoa", phone: "09", address: "5 Hàm Nghi" });
    const found = knownOf({ displayName: null, phone: null }, before, []);
    expect(found).toEqual({ recipientName: "Hoa", phone: "09", address: "5 Hàm Nghi" });
  });

  it("is filled in where nobody has typed, and goes when another customer is chosen", () => {
    const [hoa, mai] = [
      { recipientName: "Hoa", phone: "1", address: "a" },
      { recipientName: "Mai", phone: "", address: "b" },
    ];
    const draft = { ...prefilled(blankOrder(), hoa, nothingKnown), address: "tự gõ" };
    expect(prefilled(draft, mai, hoa)).toMatchObject({ recipientName: "Mai", phone: "", address: "tự gõ" });
    expect(prefilled({ ...draft, phone: "" }, hoa, hoa).phone).toBe("");
  });
});
