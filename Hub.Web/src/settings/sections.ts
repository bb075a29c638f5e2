import {
  type Icon,
  IconBuilding,
  IconHistory,
  IconKey,
  IconMessage2Bolt,
  IconScissors,
  IconShield,
  IconShoppingBag,
  IconTag,
  IconUserCircle,
  IconUserCog,
  IconUsers,
  IconUsersGroup,
  IconUsersPlus,
  IconWebhook,
} from "@tabler/icons-react";

interface Section {
  id: string;
  icon: Icon;
  permission?: string;
}

/** The parts of the settings, in the order in which a shop needs them. */
export const sections = [
  { id: "account", icon: IconUserCircle },
  { id: "members", icon: IconUsers, permission: "members.read" },
  { id: "teams", icon: IconUsersGroup, permission: "members.read" },
  { id: "roles", icon: IconShield, permission: "members.read" },
  { id: "labels", icon: IconTag, permission: "conversations.read" },
  { id: "replies", icon: IconMessage2Bolt, permission: "conversations.read" },
  { id: "attributes", icon: IconUserCog, permission: "contacts.read" },
  { id: "orders", icon: IconShoppingBag, permission: "orders.read" },
  { id: "services", icon: IconScissors, permission: "bookings.read" },
  { id: "resources", icon: IconUsersPlus, permission: "bookings.read" },
  { id: "keys", icon: IconKey, permission: "keys.manage" },
  { id: "webhooks", icon: IconWebhook, permission: "webhooks.manage" },
  { id: "audit", icon: IconHistory, permission: "audit.read" },
  { id: "workspace", icon: IconBuilding, permission: "members.read" },
] as const satisfies Section[];
