import { queryOptions } from "@tanstack/react-query";
import { call, named } from "~/api/call";
import { allOf } from "~/api/lists";
import { addDays, type Day } from "./days";
import type { BookingsSearch } from "./search";
import {
  type Booking,
  type BookingState,
  bookingStates,
  type Resource,
  type ResourceRequest,
  type Service,
  type ServiceRequest,
  type Slot,
} from "./types";
import { rangeOf } from "./zone";

export const servicesQuery = allOf<Service>("services", "/services");
export const resourcesQuery = allOf<Resource>("resources", "/resources");

const living = bookingStates.filter((state) => state !== "cancelled");

/** What begins or goes on within the days. */
export const calendarQuery = (days: Day[], zone: string, { service, resource, state }: BookingsSearch) =>
  allOf<Booking>("bookings", "/bookings", {
    ...rangeOf(days, zone),
    serviceId: service,
    resourceId: resource,
    state: state ? [state] : living,
  });

/** A contact's, from three months ago on. */
export const contactBookingsQuery = (contactId: string, today: Day) =>
  allOf<Booking>("bookings", "/bookings", { contactId, from: `${addDays(today, -90)}T00:00:00Z` });

export const bookingQuery = (id: string) =>
  queryOptions({
    queryKey: ["bookings", "one", id],
    queryFn: ({ signal }) => call<Booking>("GET", `/bookings/${named(id)}`, { signal }),
  });

export interface Wanted {
  serviceId: string;
  /** Whoever is free when left out. */
  resourceId?: string | undefined;
  partySize: number;
  /** One that is to be moved. */
  bookingId?: string | undefined;
}

export const slotsQuery = (wanted: Wanted, days: Day[], zone: string) =>
  queryOptions({
    queryKey: ["slots", wanted, days, zone],
    queryFn: async ({ signal }) =>
      (await call<{ items: Slot[] }>("GET", "/slots", { query: { ...wanted, ...rangeOf(days, zone) }, signal })).items,
    staleTime: 0,
  });

export interface NewBooking {
  serviceId: string;
  resourceId: string | null;
  startsAt: string | null;
  partySize: number;
  state: BookingState;
  note: string;
}

export const createBooking = (conversationId: string, draft: NewBooking): Promise<Booking> =>
  call("POST", `/conversations/${conversationId}/bookings`, { body: draft });

export interface BookingChange {
  state?: BookingState;
  startsAt?: string;
  resourceId?: string;
  partySize?: number;
  note?: string;
}

/** Every change says which version of the booking it is about. */
export const changeBooking = (booking: Booking, change: BookingChange): Promise<Booking> =>
  call("PATCH", `/bookings/${booking.id}`, { body: { ...change, version: booking.version } });

/** Creates without an id; with one all of it is put in the place of what there was. */
export const saveService = (id: string | undefined, body: ServiceRequest): Promise<Service> =>
  id ? call("PUT", `/services/${id}`, { body }) : call("POST", "/services", { body });

export const saveResource = (id: string | undefined, body: ResourceRequest): Promise<Resource> =>
  id ? call("PUT", `/resources/${id}`, { body }) : call("POST", "/resources", { body });

/** Told once; the address before is over. */
export const openCalendar = (id: string): Promise<{ path: string }> => call("POST", `/resources/${id}/calendar`);

export const closeCalendar = (id: string): Promise<void> => call("DELETE", `/resources/${id}/calendar`);
