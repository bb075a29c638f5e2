import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { readSearch } from "~/inbox/search";
import { sessionQuery, wayBack } from "~/session/session";
import { NotFound } from "~/shell/NotFound";
import { PageError } from "~/shell/PageError";
import { queryClient } from "~/shell/query";

const root = createRootRoute({ component: Outlet, errorComponent: PageError, notFoundComponent: NotFound });
const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

// Pages for strangers.
const signIn = createRoute({
  getParentRoute: () => root,
  path: "sign-in",
  validateSearch: (search): { back?: string; token?: string } => {
    const [back, token] = [text(search.back), text(search.token)];
    return { ...(back && { back }), ...(token && { token }) };
  },
  component: lazyRouteComponent(() => import("~/session/SignInPage"), "SignInPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "invitation",
  validateSearch: (search): { token?: string } => {
    const token = text(search.token);
    return token ? { token } : {};
  },
  component: lazyRouteComponent(() => import("~/session/InvitationPage"), "InvitationPage"),
});

// Everything below needs a session.
const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { back: location.href } });
    if (!session.member.hasPassword && location.pathname !== "/welcome") throw redirect({ to: "/welcome" });
  },
  component: lazyRouteComponent(() => import("~/shell/Shell"), "Shell"),
});
const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: wayBack(null), replace: true });
  },
});
const welcome = createRoute({
  getParentRoute: () => shell,
  path: "welcome",
  component: lazyRouteComponent(() => import("~/session/WelcomePage"), "WelcomePage"),
});
const inbox = createRoute({
  getParentRoute: () => shell,
  path: "inbox",
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import("~/inbox/InboxPage"), "InboxPage"),
});
const conversation = createRoute({ getParentRoute: () => inbox, path: "$conversationId" });

// A feature puts its routes beside these, each page by lazyRouteComponent, and its item into features.ts.
const pages = [home, welcome, inbox.addChildren([conversation])];

export const router = createRouter({
  routeTree: root.addChildren([signIn, invitation, shell.addChildren(pages)]),
  defaultPreload: "intent",
  defaultPendingMs: 200,
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
