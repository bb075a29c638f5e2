import { expect, it } from "vitest";
import type { Service } from "../types";
import { bodyOf, draftOf } from "./draft";

const service: Service = {
  id: "s",
  name: "Cắt tóc",
  durationMinutes: 30,
  bufferBefore: 0,
  bufferAfter: 10,
  stepMinutes: 15,
  capacity: 2,
  price: 150_000,
  currency: "VND",
  isActive: false,
  hours: { timeZone: "Asia/Ho_Chi_Minh", weekdays: { monday: [{ from: "08:00", to: "17:00" }] }, exceptions: [] },
  reminders: {
    minutesBefore: [1440, 120],
    textVi: "Chào {name}",
    textEn: null,
    templates: [{ connectionId: "c", name: "booking_reminder", language: "vi", parameters: ["{name}", "{time}"] }],
  },
  resourceIds: ["r"],
};

it("keeps all of a service that is only looked at, since a change takes the place of everything", () => {
  const { id: _, reminders, bufferBefore: __, ...rest } = service;
  expect(bodyOf(draftOf(service, []), "Asia/Ho_Chi_Minh")).toEqual({
    ...rest,
    bufferBefore: null,
    reminders: { ...reminders, textEn: "" },
  });
});

it("steps by the duration unless it says otherwise, also when the duration changes", () => {
  const draft = draftOf({ ...service, stepMinutes: 30 }, []);
  expect(bodyOf({ ...draft, durationMinutes: 45 }, null).stepMinutes).toBeNull();
});

it("leaves empty what was not typed", () => {
  expect(bodyOf(draftOf(null, ["r"]), null)).toMatchObject({
    price: null,
    stepMinutes: null,
    hours: null,
    resourceIds: ["r"],
  });
});
