import { IconPackage } from "@tabler/icons-react";
import type { NavigationItem } from "~/shell/navigation";

export const productsNavigation: NavigationItem = {
  id: "products",
  feature: "products",
  to: "/products",
  icon: IconPackage,
  permission: "orders.read",
  order: 31,
};
