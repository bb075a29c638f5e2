import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { sessionQuery, wayBack } from "~/session/session";
import { NotFound } from "./NotFound";
import { PageError } from "./PageError";
import { queryClient } from "./query";

export const root = createRootRoute({ component: Outlet, errorComponent: PageError, notFoundComponent: NotFound });

/** Everything below needs a session. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { back: location.href } });
    if (!session.member.hasPassword) throw redirect({ to: "/welcome" });
  },
  component: lazyRouteComponent(() => import("./Shell"), "Shell"),
});
const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: wayBack(null), replace: true });
  },
});

export const shellRoutes = [home] as const;
