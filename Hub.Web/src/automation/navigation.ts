import { IconRobot } from "@tabler/icons-react";
import type { NavigationItem } from "~/shell/navigation";

export const automationNavigation: NavigationItem = {
  id: "automation",
  feature: "automation",
  to: "/automation",
  icon: IconRobot,
  permission: "automation.read",
  order: 45,
};
