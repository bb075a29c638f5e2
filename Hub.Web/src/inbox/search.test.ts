import { expect, it } from "vitest";
import { readSearch } from "./search";

const id = "01a21f26-2fb4-7001-b81b-70e3375c5cac";

it("keeps what the list can show", () => {
  const search = {
    status: "resolved",
    who: "me",
    q: "còn hàng",
    filter: ["hasPhone", "unanswered:30"],
    label: id,
    priority: "high",
  };
  expect(readSearch(search)).toEqual(search);
  expect(readSearch({ filter: "fromAd" })).toEqual({ filter: ["fromAd"] });
});

it("leaves out what the hub would refuse", () => {
  expect(
    readSearch({
      status: "all",
      who: "you",
      q: 7,
      filter: ["x", "unanswered:soon"],
      team: "sales",
      priority: "top",
      other: 1,
    }),
  ).toEqual({});
});
