import { IconCalendarEvent } from "@tabler/icons-react";
import type { NavigationItem } from "~/shell/navigation";

export const bookingsNavigation: NavigationItem = {
  id: "bookings",
  feature: "bookings",
  to: "/bookings",
  icon: IconCalendarEvent,
  permission: "bookings.read",
  order: 32,
};
