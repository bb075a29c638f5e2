import type { Schemas } from "~/api/client";

export type Booking = Schemas["BookingResponse"];
export type BookingEvent = Schemas["BookingEventResponse"];
export type Reminder = Schemas["ReminderResponse"];
export type Service = Schemas["ManageServicesServiceResponse"];
export type ServiceRequest = Schemas["ServiceRequest"];
export type Resource = Schemas["ManageResourcesResourceResponse"];
export type ResourceRequest = Schemas["ManageResourcesResourceRequest"];
export type ResourceKind = Schemas["ResourceKind"];
export type Slot = Schemas["ListSlotsResponse"];
export type Hours = Schemas["HoursDraft"];
export type BookingState = Schemas["BookingState"];

/** Those that a booking of the hub can be in. */
export const bookingStates = [
  "requested",
  "confirmed",
  "kept",
  "noShow",
  "cancelled",
] as const satisfies BookingState[];
