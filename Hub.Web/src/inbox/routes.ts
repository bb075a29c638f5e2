import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "~/shell/routes";
import { readSearch } from "./search";

const inbox = createRoute({
  getParentRoute: () => shell,
  path: "inbox",
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import("./InboxPage"), "InboxPage"),
});
const conversation = createRoute({ getParentRoute: () => inbox, path: "$conversationId" });

export const inboxRoutes = [inbox.addChildren([conversation])] as const;
