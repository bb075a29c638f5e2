import { IconPlugConnected } from "@tabler/icons-react";
import type { NavigationItem } from "~/shell/navigation";

export const connectionsNavigation: NavigationItem = {
  id: "connections",
  feature: "connections",
  to: "/connections",
  icon: IconPlugConnected,
  permission: "connections.read",
  order: 60,
};
