import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "~/shell/routes";

const autoMessages = createRoute({
  getParentRoute: () => shell,
  path: "connections/$connectionId/auto-messages",
  component: lazyRouteComponent(() => import("./AutoMessagesPage"), "AutoMessagesPage"),
});

export const autoMessagesRoutes = [autoMessages] as const;
