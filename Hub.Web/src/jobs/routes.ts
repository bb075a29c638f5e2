import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "~/shell/routes";
import { readJobsSearch } from "./search";

const jobs = createRoute({
  getParentRoute: () => shell,
  path: "jobs",
  validateSearch: readJobsSearch,
  component: lazyRouteComponent(() => import("./JobsPage"), "JobsPage"),
});

export const jobsRoutes = [jobs] as const;
