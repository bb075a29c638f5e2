import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "~/shell/routes";
import { readContactsSearch } from "./search";

const contacts = createRoute({
  getParentRoute: () => shell,
  path: "contacts",
  validateSearch: readContactsSearch,
  component: lazyRouteComponent(() => import("./ContactsPage"), "ContactsPage"),
});
const contactImport = createRoute({
  getParentRoute: () => shell,
  path: "contacts/import",
  component: lazyRouteComponent(() => import("./ImportPage"), "ImportPage"),
});
const contact = createRoute({
  getParentRoute: () => shell,
  path: "contacts/$contactId",
  component: lazyRouteComponent(() => import("./ContactPage"), "ContactPage"),
});

export const contactsRoutes = [contacts, contactImport, contact] as const;
