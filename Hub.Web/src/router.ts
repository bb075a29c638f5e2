import { createRouter } from "@tanstack/react-router";
import { autoMessagesRoutes } from "~/autoMessages/routes";
import { automationRoutes } from "~/automation/routes";
import { bookingsRoutes } from "~/bookings/routes";
import { commentsRoutes } from "~/comments/routes";
import { connectionsRoutes } from "~/connections/routes";
import { contactsRoutes } from "~/contacts/routes";
import { inboxRoutes } from "~/inbox/routes";
import { jobsRoutes } from "~/jobs/routes";
import { ordersRoutes } from "~/orders/routes";
import { productsRoutes } from "~/products/routes";
import { sessionRoutes } from "~/session/routes";
import { settingsRoutes } from "~/settings/routes";
import { root, shell, shellRoutes } from "~/shell/routes";
import { shortLinksRoutes } from "~/shortLinks/routes";
import { signalsRoutes } from "~/signals/routes";

// A feature's pages stand in its own routes.ts, each by lazyRouteComponent, and its item in features.ts.
const pages = [
  ...shellRoutes,
  ...inboxRoutes,
  ...commentsRoutes,
  ...contactsRoutes,
  ...ordersRoutes,
  ...productsRoutes,
  ...bookingsRoutes,
  ...automationRoutes,
  ...signalsRoutes,
  ...connectionsRoutes,
  ...autoMessagesRoutes,
  ...shortLinksRoutes,
  ...jobsRoutes,
  ...settingsRoutes,
] as const;

export const router = createRouter({
  routeTree: root.addChildren([...sessionRoutes, shell.addChildren(pages)]),
  defaultPreload: "intent",
  defaultPendingMs: 200,
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
