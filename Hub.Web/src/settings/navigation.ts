import { IconSettings } from "@tabler/icons-react";
import type { NavigationItem } from "~/shell/navigation";

export const settingsNavigation: NavigationItem = {
  id: "settings",
  feature: "settings",
  to: "/settings",
  icon: IconSettings,
  order: 100,
  atEnd: true,
};
