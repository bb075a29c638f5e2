import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "~/shell/routes";
import { readOrdersSearch } from "./search";

const orders = createRoute({
  getParentRoute: () => shell,
  path: "orders",
  validateSearch: readOrdersSearch,
  component: lazyRouteComponent(() => import("./OrdersPage"), "OrdersPage"),
});

export const ordersRoutes = [orders] as const;
