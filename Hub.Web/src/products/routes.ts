import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { shell } from "~/shell/routes";
import { readProductsSearch } from "./search";

const products = createRoute({
  getParentRoute: () => shell,
  path: "products",
  validateSearch: readProductsSearch,
  component: lazyRouteComponent(() => import("./ProductsPage"), "ProductsPage"),
});
const productImport = createRoute({
  getParentRoute: () => shell,
  path: "products/import",
  component: lazyRouteComponent(() => import("./ImportPage"), "ImportPage"),
});

export const productsRoutes = [products, productImport] as const;
