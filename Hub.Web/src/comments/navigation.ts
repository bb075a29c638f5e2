import { IconMessage2Share } from "@tabler/icons-react";
import type { NavigationItem } from "~/shell/navigation";

export const commentsNavigation: NavigationItem = {
  id: "comments",
  feature: "comments",
  to: "/comments",
  icon: IconMessage2Share,
  permission: "conversations.read",
  order: 41,
};
