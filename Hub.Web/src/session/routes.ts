import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { text } from "~/page/address";
import { queryClient } from "~/shell/query";
import { root } from "~/shell/routes";
import { sessionQuery } from "./session";

// Pages for strangers.
const signIn = createRoute({
  getParentRoute: () => root,
  path: "sign-in",
  validateSearch: (search): { back?: string; token?: string } => {
    const [back, token] = [text(search.back), text(search.token)];
    return { ...(back && { back }), ...(token && { token }) };
  },
  component: lazyRouteComponent(() => import("./SignInPage"), "SignInPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "invitation",
  validateSearch: (search): { token?: string } => {
    const token = text(search.token);
    return token ? { token } : {};
  },
  component: lazyRouteComponent(() => import("./InvitationPage"), "InvitationPage"),
});
// Somebody who came by a link and has no password yet.
const welcome = createRoute({
  getParentRoute: () => root,
  path: "welcome",
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: "/sign-in" });
    if (session.member.hasPassword) throw redirect({ to: "/inbox", replace: true });
  },
  component: lazyRouteComponent(() => import("./WelcomePage"), "WelcomePage"),
});

export const sessionRoutes = [signIn, invitation, welcome] as const;
