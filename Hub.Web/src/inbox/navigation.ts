import { IconInbox } from "@tabler/icons-react";
import type { NavigationItem } from "~/shell/navigation";

export const inboxNavigation: NavigationItem = {
  id: "inbox",
  feature: "inbox",
  to: "/inbox",
  icon: IconInbox,
  permission: "conversations.read",
  order: 10,
};
