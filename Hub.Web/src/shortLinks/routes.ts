import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "~/shell/routes";

const shortLinks = createRoute({
  getParentRoute: () => shell,
  path: "connections/$connectionId/short-links",
  component: lazyRouteComponent(() => import("./ShortLinksPage"), "ShortLinksPage"),
});

export const shortLinksRoutes = [shortLinks] as const;
