import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "~/shell/routes";
import { readAutomationSearch } from "./search";

const automation = createRoute({
  getParentRoute: () => shell,
  path: "automation",
  validateSearch: readAutomationSearch,
  component: lazyRouteComponent(() => import("./AutomationPage"), "AutomationPage"),
});

export const automationRoutes = [automation] as const;
