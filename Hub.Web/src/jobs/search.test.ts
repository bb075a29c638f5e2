import { expect, it } from "vitest";
import { subjectNamed } from "./search";

const id = "019aca10-32c4-7b1e-9f3a-6d2a0c1b4e5f";

it("finds by an id, also in the address of the page that shows it", () => {
  expect(subjectNamed("conversation", ` ${id} `)).toEqual({ conversation: id });
  expect(subjectNamed("order", `https://hub.example.com/orders?order=${id}&x=1`)).toEqual({ order: id });
  expect(subjectNamed("conversation", id.replaceAll("-", ""))).toEqual({ conversation: id.replaceAll("-", "") });
  expect(subjectNamed("order", "1042")).toBeNull();
});

it("takes an ad by whatever its platform calls it", () => {
  expect(subjectNamed("ad", " 7301 ")).toEqual({ ad: "7301" });
  expect(subjectNamed("ad", "  ")).toBeNull();
});
