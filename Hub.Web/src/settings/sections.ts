import {
  type Icon,
  IconBuilding,
  IconHistory,
  IconKey,
  IconMessage2Bolt,
  IconReceipt,
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
  /** Any of these will do. */
  permissions?: readonly string[];
}

/** The parts of the settings, in the order in which a shop needs them. */
export const sections = [
  { id: "account", icon: IconUserCircle },
  { id: "members", icon: IconUsers, permissions: ["members.read"] },
  { id: "teams", icon: IconUsersGroup, permissions: ["members.read"] },
  { id: "roles", icon: IconShield, permissions: ["members.read"] },
  { id: "labels", icon: IconTag, permissions: ["conversations.read"] },
  { id: "replies", icon: IconMessage2Bolt, permissions: ["conversations.read"] },
  { id: "attributes", icon: IconUserCog, permissions: ["contacts.read"] },
  { id: "orders", icon: IconShoppingBag, permissions: ["orders.read"] },
  { id: "services", icon: IconScissors, permissions: ["bookings.read"] },
  { id: "resources", icon: IconUsersPlus, permissions: ["bookings.read"] },
  { id: "keys", icon: IconKey, permissions: ["keys.manage"] },
  { id: "webhooks", icon: IconWebhook, permissions: ["webhooks.manage"] },
  { id: "audit", icon: IconHistory, permissions: ["audit.read"] },
  { id: "receipts", icon: IconReceipt, permissions: ["contacts.erase", "connections.read"] },
  { id: "workspace", icon: IconBuilding, permissions: ["members.read"] },
] as const satisfies Section[];
