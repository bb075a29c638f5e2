import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "~/shell/routes";
import { readFunnelSearch } from "./funnel/span";
import { readSignalsSearch } from "./search";

const signals = createRoute({
  getParentRoute: () => shell,
  path: "signals",
  validateSearch: readSignalsSearch,
  component: lazyRouteComponent(() => import("./SignalsPage"), "SignalsPage"),
});
const funnel = createRoute({
  getParentRoute: () => shell,
  path: "signals/funnel",
  validateSearch: readFunnelSearch,
  component: lazyRouteComponent(() => import("./funnel/FunnelPage"), "FunnelPage"),
});
const keywords = createRoute({
  getParentRoute: () => shell,
  path: "signals/keywords",
  component: lazyRouteComponent(() => import("./KeywordsPage"), "KeywordsPage"),
});
const keywordList = createRoute({
  getParentRoute: () => shell,
  path: "signals/keywords/$listId",
  component: lazyRouteComponent(() => import("./KeywordListPage"), "KeywordListPage"),
});

export const signalsRoutes = [signals, funnel, keywords, keywordList] as const;
