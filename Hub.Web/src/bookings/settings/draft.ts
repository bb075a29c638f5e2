import { formOf, type HoursForm, hoursOf } from "~/automation/hours";
import type { ClosedWindowTemplate } from "~/connections/types";
import type { Typed } from "~/page/NumberField";
import type { Service, ServiceRequest } from "../types";

/** A service as it is typed. */
export interface ServiceDraft {
  name: string;
  durationMinutes: Typed;
  bufferBefore: Typed;
  bufferAfter: Typed;
  /** Empty for as long as it lasts. */
  stepMinutes: Typed;
  capacity: Typed;
  price: Typed;
  currency: string;
  isActive: boolean;
  hours: HoursForm | null;
  /** Minutes before, as the choices of a list. */
  reminders: string[];
  textVi: string;
  textEn: string;
  templates: ClosedWindowTemplate[];
  resourceIds: string[];
}

/** @param resourceIds of a new one: with a single member of staff there is nothing to choose. */
export function draftOf(service: Service | null, resourceIds: string[]): ServiceDraft {
  if (!service)
    return {
      name: "",
      durationMinutes: 30,
      bufferBefore: "",
      bufferAfter: "",
      stepMinutes: "",
      capacity: 1,
      price: "",
      currency: "VND",
      isActive: true,
      hours: null,
      reminders: [],
      textVi: "",
      textEn: "",
      templates: [],
      resourceIds,
    };
  return {
    name: service.name,
    durationMinutes: service.durationMinutes,
    bufferBefore: service.bufferBefore || "",
    bufferAfter: service.bufferAfter || "",
    stepMinutes: service.stepMinutes === service.durationMinutes ? "" : service.stepMinutes,
    capacity: service.capacity,
    price: service.price ?? "",
    currency: service.currency ?? "VND",
    isActive: service.isActive,
    hours: service.hours ? formOf(service.hours) : null,
    reminders: service.reminders.minutesBefore.map(String),
    textVi: service.reminders.textVi ?? "",
    textEn: service.reminders.textEn ?? "",
    templates: service.reminders.templates ?? [],
    resourceIds: service.resourceIds,
  };
}

/** @param timeZone of the hours that there were. */
export const bodyOf = (draft: ServiceDraft, timeZone: string | null): ServiceRequest => ({
  name: draft.name,
  durationMinutes: filled(draft.durationMinutes),
  bufferBefore: filled(draft.bufferBefore),
  bufferAfter: filled(draft.bufferAfter),
  stepMinutes: filled(draft.stepMinutes),
  capacity: filled(draft.capacity),
  price: filled(draft.price),
  currency: draft.currency,
  isActive: draft.isActive,
  hours: draft.hours && hoursOf(draft.hours, timeZone),
  reminders: {
    minutesBefore: draft.reminders.map(Number),
    textVi: draft.textVi,
    textEn: draft.textEn,
    templates: draft.templates,
  },
  resourceIds: draft.resourceIds,
});

const filled = (value: Typed): number | null => (value === "" ? null : value);
