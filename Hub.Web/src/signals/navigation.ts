import { IconAntennaBars5 } from "@tabler/icons-react";
import type { NavigationItem } from "~/shell/navigation";

export const signalsNavigation: NavigationItem = {
  id: "signals",
  feature: "signals",
  to: "/signals",
  icon: IconAntennaBars5,
  permission: "signals.read",
  order: 50,
};
