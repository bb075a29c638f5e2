import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "~/shell/routes";
import { readCommentsSearch } from "./search";

const comments = createRoute({
  getParentRoute: () => shell,
  path: "comments",
  validateSearch: readCommentsSearch,
  component: lazyRouteComponent(() => import("./CommentsPage"), "CommentsPage"),
});

export const commentsRoutes = [comments] as const;
