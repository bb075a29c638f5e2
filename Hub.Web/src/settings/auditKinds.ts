/** What an action is about: the part of its name before the dot. */
export const kinds = [
  "member",
  "role",
  "team",
  "api_key",
  "connection",
  "contact",
  "contacts",
  "contact_attribute",
  "order",
  "keyword_list",
  "label",
  "delivery",
  "deliveries",
  "webhook",
  "webhooks",
  "workspace",
] as const;
