import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "~/shell/routes";
import { readBookingsSearch } from "./search";

const bookings = createRoute({
  getParentRoute: () => shell,
  path: "bookings",
  validateSearch: readBookingsSearch,
  component: lazyRouteComponent(() => import("./BookingsPage"), "BookingsPage"),
});

export const bookingsRoutes = [bookings] as const;
