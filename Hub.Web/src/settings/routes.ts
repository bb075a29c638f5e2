import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { text } from "~/page/address";
import { shell } from "~/shell/routes";

const settings = createRoute({
  getParentRoute: () => shell,
  path: "settings",
  component: lazyRouteComponent(() => import("./SettingsPage"), "SettingsPage"),
});
const settingsSections = [
  createRoute({
    getParentRoute: () => settings,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/settings/account", replace: true });
    },
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "account",
    component: lazyRouteComponent(() => import("./AccountSection"), "AccountSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "members",
    component: lazyRouteComponent(() => import("./MembersSection"), "MembersSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "teams",
    component: lazyRouteComponent(() => import("./TeamsSection"), "TeamsSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "roles",
    component: lazyRouteComponent(() => import("./RolesSection"), "RolesSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "labels",
    component: lazyRouteComponent(() => import("./LabelsSection"), "LabelsSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "replies",
    component: lazyRouteComponent(() => import("./RepliesSection"), "RepliesSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "attributes",
    component: lazyRouteComponent(() => import("./AttributesSection"), "AttributesSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "orders",
    component: lazyRouteComponent(() => import("~/orders/settings/OrderSection"), "OrderSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "services",
    component: lazyRouteComponent(() => import("~/bookings/settings/ServicesSection"), "ServicesSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "resources",
    component: lazyRouteComponent(() => import("~/bookings/settings/ResourcesSection"), "ResourcesSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "keys",
    component: lazyRouteComponent(() => import("./KeysSection"), "KeysSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "webhooks",
    component: lazyRouteComponent(() => import("~/webhooks/WebhooksSection"), "WebhooksSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "audit",
    validateSearch: (search): { actor?: string; action?: string } => {
      const [actor, action] = [text(search.actor), text(search.action)];
      return { ...(actor && { actor }), ...(action && { action }) };
    },
    component: lazyRouteComponent(() => import("./AuditSection"), "AuditSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "receipts",
    validateSearch: (search): { of?: "accounts" } => (search.of === "accounts" ? { of: "accounts" } : {}),
    component: lazyRouteComponent(() => import("./receipts/ReceiptsSection"), "ReceiptsSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "workspace",
    component: lazyRouteComponent(() => import("./WorkspaceSection"), "WorkspaceSection"),
  }),
] as const;

export const settingsRoutes = [settings.addChildren(settingsSections)] as const;
