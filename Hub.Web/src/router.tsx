import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { readAutomationSearch } from "~/automation/search";
import { readBookingsSearch } from "~/bookings/search";
import { readCommentsSearch } from "~/comments/search";
import { landingPath } from "~/connections/grants/landing";
import { readContactsSearch } from "~/contacts/search";
import { readSearch } from "~/inbox/search";
import { readJobsSearch } from "~/jobs/search";
import { readOrdersSearch } from "~/orders/search";
import { text } from "~/page/address";
import { readProductsSearch } from "~/products/search";
import { sessionQuery, wayBack } from "~/session/session";
import { NotFound } from "~/shell/NotFound";
import { PageError } from "~/shell/PageError";
import { queryClient } from "~/shell/query";
import { readFunnelSearch } from "~/signals/funnel/span";
import { readSignalsSearch } from "~/signals/search";

const root = createRootRoute({ component: Outlet, errorComponent: PageError, notFoundComponent: NotFound });

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

// Somebody who came by a link and has no password yet.
const welcome = createRoute({
  getParentRoute: () => root,
  path: "welcome",
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: "/sign-in" });
    if (session.member.hasPassword) throw redirect({ to: "/inbox", replace: true });
  },
  component: lazyRouteComponent(() => import("~/session/WelcomePage"), "WelcomePage"),
});

// Everything below needs a session.
const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { back: location.href } });
    if (!session.member.hasPassword) throw redirect({ to: "/welcome" });
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
const inbox = createRoute({
  getParentRoute: () => shell,
  path: "inbox",
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import("~/inbox/InboxPage"), "InboxPage"),
});
const conversation = createRoute({ getParentRoute: () => inbox, path: "$conversationId" });

const comments = createRoute({
  getParentRoute: () => shell,
  path: "comments",
  validateSearch: readCommentsSearch,
  component: lazyRouteComponent(() => import("~/comments/CommentsPage"), "CommentsPage"),
});
const contacts = createRoute({
  getParentRoute: () => shell,
  path: "contacts",
  validateSearch: readContactsSearch,
  component: lazyRouteComponent(() => import("~/contacts/ContactsPage"), "ContactsPage"),
});
const contactImport = createRoute({
  getParentRoute: () => shell,
  path: "contacts/import",
  component: lazyRouteComponent(() => import("~/contacts/ImportPage"), "ImportPage"),
});
const contact = createRoute({
  getParentRoute: () => shell,
  path: "contacts/$contactId",
  component: lazyRouteComponent(() => import("~/contacts/ContactPage"), "ContactPage"),
});
const orders = createRoute({
  getParentRoute: () => shell,
  path: "orders",
  validateSearch: readOrdersSearch,
  component: lazyRouteComponent(() => import("~/orders/OrdersPage"), "OrdersPage"),
});
const products = createRoute({
  getParentRoute: () => shell,
  path: "products",
  validateSearch: readProductsSearch,
  component: lazyRouteComponent(() => import("~/products/ProductsPage"), "ProductsPage"),
});
const productImport = createRoute({
  getParentRoute: () => shell,
  path: "products/import",
  component: lazyRouteComponent(() => import("~/products/ImportPage"), "ImportPage"),
});
const bookings = createRoute({
  getParentRoute: () => shell,
  path: "bookings",
  validateSearch: readBookingsSearch,
  component: lazyRouteComponent(() => import("~/bookings/BookingsPage"), "BookingsPage"),
});
const signals = createRoute({
  getParentRoute: () => shell,
  path: "signals",
  validateSearch: readSignalsSearch,
  component: lazyRouteComponent(() => import("~/signals/SignalsPage"), "SignalsPage"),
});
const funnel = createRoute({
  getParentRoute: () => shell,
  path: "signals/funnel",
  validateSearch: readFunnelSearch,
  component: lazyRouteComponent(() => import("~/signals/funnel/FunnelPage"), "FunnelPage"),
});
const keywords = createRoute({
  getParentRoute: () => shell,
  path: "signals/keywords",
  component: lazyRouteComponent(() => import("~/signals/KeywordsPage"), "KeywordsPage"),
});
const keywordList = createRoute({
  getParentRoute: () => shell,
  path: "signals/keywords/$listId",
  component: lazyRouteComponent(() => import("~/signals/KeywordListPage"), "KeywordListPage"),
});
const connections = createRoute({
  getParentRoute: () => shell,
  path: "connections",
  component: lazyRouteComponent(() => import("~/connections/ConnectionsPage"), "ConnectionsPage"),
});
const newConnection = createRoute({
  getParentRoute: () => shell,
  path: "connections/new/$connectorId",
  validateSearch: (search): { account?: string } => {
    const account = text(search.account);
    return account ? { account } : {};
  },
  component: lazyRouteComponent(() => import("~/connections/NewConnectionPage"), "NewConnectionPage"),
});
const grant = createRoute({
  getParentRoute: () => shell,
  path: landingPath.slice(1),
  component: lazyRouteComponent(() => import("~/connections/grants/GrantPage"), "GrantPage"),
});
const connection = createRoute({
  getParentRoute: () => shell,
  path: "connections/$connectionId",
  component: lazyRouteComponent(() => import("~/connections/ConnectionPage"), "ConnectionPage"),
});
const autoMessages = createRoute({
  getParentRoute: () => shell,
  path: "connections/$connectionId/auto-messages",
  component: lazyRouteComponent(() => import("~/autoMessages/AutoMessagesPage"), "AutoMessagesPage"),
});
const shortLinks = createRoute({
  getParentRoute: () => shell,
  path: "connections/$connectionId/short-links",
  component: lazyRouteComponent(() => import("~/shortLinks/ShortLinksPage"), "ShortLinksPage"),
});
const automation = createRoute({
  getParentRoute: () => shell,
  path: "automation",
  validateSearch: readAutomationSearch,
  component: lazyRouteComponent(() => import("~/automation/AutomationPage"), "AutomationPage"),
});
const jobs = createRoute({
  getParentRoute: () => shell,
  path: "jobs",
  validateSearch: readJobsSearch,
  component: lazyRouteComponent(() => import("~/jobs/JobsPage"), "JobsPage"),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: "settings",
  component: lazyRouteComponent(() => import("~/settings/SettingsPage"), "SettingsPage"),
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
    component: lazyRouteComponent(() => import("~/settings/AccountSection"), "AccountSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "members",
    component: lazyRouteComponent(() => import("~/settings/MembersSection"), "MembersSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "teams",
    component: lazyRouteComponent(() => import("~/settings/TeamsSection"), "TeamsSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "roles",
    component: lazyRouteComponent(() => import("~/settings/RolesSection"), "RolesSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "labels",
    component: lazyRouteComponent(() => import("~/settings/LabelsSection"), "LabelsSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "replies",
    component: lazyRouteComponent(() => import("~/settings/RepliesSection"), "RepliesSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "attributes",
    component: lazyRouteComponent(() => import("~/settings/AttributesSection"), "AttributesSection"),
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
    component: lazyRouteComponent(() => import("~/settings/KeysSection"), "KeysSection"),
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
    component: lazyRouteComponent(() => import("~/settings/AuditSection"), "AuditSection"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "workspace",
    component: lazyRouteComponent(() => import("~/settings/WorkspaceSection"), "WorkspaceSection"),
  }),
] as const;

// A feature puts its routes beside these, each page by lazyRouteComponent, and its item into features.ts.
const pages = [
  home,
  inbox.addChildren([conversation]),
  comments,
  contacts,
  contactImport,
  contact,
  orders,
  products,
  productImport,
  bookings,
  automation,
  signals,
  funnel,
  keywords,
  keywordList,
  connections,
  newConnection,
  grant,
  connection,
  autoMessages,
  shortLinks,
  jobs,
  settings.addChildren(settingsSections),
];

export const router = createRouter({
  routeTree: root.addChildren([signIn, invitation, welcome, shell.addChildren(pages)]),
  defaultPreload: "intent",
  defaultPendingMs: 200,
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
