import { expect, it } from "vitest";
import { compact, listOnly, readSearch } from "./search";

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
      q: {},
      filter: ["x", "unanswered:soon"],
      team: "sales",
      priority: "top",
      other: 1,
    }),
  ).toEqual({});
});

it("takes a telephone number in the address for words", () => {
  expect(readSearch({ q: 84901234567 })).toEqual({ q: "84901234567" });
});

it("drops what a saved view leaves open", () => {
  expect(compact({ who: null, q: "", filter: [], status: "open", label: undefined })).toEqual({ status: "open" });
});

it("shows the message of one thread only", () => {
  expect(readSearch({ message: id })).toEqual({ message: id });
  expect(listOnly({ who: "me" as const, message: id })).toEqual({ who: "me" });
});
