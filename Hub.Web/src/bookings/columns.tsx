import { Text } from "@mantine/core";
import { dayWords } from "~/i18n/format";
import classes from "./Calendar.module.css";
import type { Column } from "./DayGrid";
import type { Day, View } from "./days";
import { isOn, openOn } from "./layout";
import { DayLink } from "./MonthGrid";
import type { BookingsSearch } from "./search";
import type { Booking, Resource, Service } from "./types";
import { longDay } from "./words";

interface Shown {
  view: View;
  days: Day[];
  today: Day;
  zone: string;
  search: BookingsSearch;
  bookings: Booking[];
  resources: Resource[];
  services: Service[];
}

/** A week has a column for each day; a day has one for each of the staff and rooms. */
export const columnsOf = (shown: Shown): Column[] => (shown.view === "week" ? weekColumns(shown) : staffColumns(shown));

function weekColumns({ days, today, zone, search, bookings, resources }: Shown): Column[] {
  const only = resources.find((one) => one.id === search.resource);
  return days.map((day) => ({
    key: day,
    name: longDay(day),
    head: (
      <DayLink day={day} today={today} className={classes.dayHead}>
        {dayWords(day, { weekday: "short", day: "numeric", month: "numeric" })}
      </DayLink>
    ),
    day,
    bookings: bookings.filter((booking) => isOn(booking, day, zone)),
    open: openOn(only?.hours, day, zone),
  }));
}

/** Those who work, and whoever has a booking nevertheless; staff first. */
function staffColumns({ days: [day = ""], zone, search, bookings, resources, services }: Shown): Column[] {
  const service = services.find((one) => one.id === search.service);
  return resources
    .map((resource) => ({
      resource,
      own: bookings.filter((one) => one.resourceId === resource.id && isOn(one, day, zone)),
    }))
    .filter(({ resource: { id, isActive }, own }) => {
      if (search.resource) return id === search.resource;
      return own.length > 0 || (isActive && (!service || service.resourceIds.includes(id)));
    })
    .sort((one, other) => rank(one.resource) - rank(other.resource))
    .map(({ resource, own }) => ({
      key: resource.id,
      name: resource.name,
      head: (
        <Text fz="sm" fw={600} title={resource.name}>
          {resource.name}
        </Text>
      ),
      day,
      resourceId: resource.id,
      bookings: own,
      open: openOn(resource.hours, day, zone),
    }));
}

const rank = ({ kind }: Resource): number => (kind === "staff" ? 0 : 1);
