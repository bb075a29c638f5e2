import { IconShoppingBag } from "@tabler/icons-react";
import type { NavigationItem } from "~/shell/navigation";

export const ordersNavigation: NavigationItem = {
  id: "orders",
  feature: "orders",
  to: "/orders",
  icon: IconShoppingBag,
  permission: "orders.read",
  order: 30,
};
