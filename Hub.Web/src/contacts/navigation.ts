import { IconUsers } from "@tabler/icons-react";
import type { NavigationItem } from "~/shell/navigation";

export const contactsNavigation: NavigationItem = {
  id: "contacts",
  feature: "contacts",
  to: "/contacts",
  icon: IconUsers,
  permission: "contacts.read",
  order: 20,
};
