import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { text } from "~/page/address";
import { shell } from "~/shell/routes";
import { landingPath } from "./grants/landing";

const connections = createRoute({
  getParentRoute: () => shell,
  path: "connections",
  component: lazyRouteComponent(() => import("./ConnectionsPage"), "ConnectionsPage"),
});
const newConnection = createRoute({
  getParentRoute: () => shell,
  path: "connections/new/$connectorId",
  validateSearch: (search): { account?: string } => {
    const account = text(search.account);
    return account ? { account } : {};
  },
  component: lazyRouteComponent(() => import("./NewConnectionPage"), "NewConnectionPage"),
});
const grant = createRoute({
  getParentRoute: () => shell,
  path: landingPath.slice(1),
  component: lazyRouteComponent(() => import("./grants/GrantPage"), "GrantPage"),
});
const connection = createRoute({
  getParentRoute: () => shell,
  path: "connections/$connectionId",
  component: lazyRouteComponent(() => import("./ConnectionPage"), "ConnectionPage"),
});

export const connectionsRoutes = [connections, newConnection, grant, connection] as const;
