export type Deed =
  | "next"
  | "previous"
  | "reply"
  | "note"
  | "assign"
  | "label"
  | "snooze"
  | "priority"
  | "status"
  | "resolve"
  | "panel"
  | "search"
  | "help";

interface KeyDeed {
  deed: Deed;
  keys: string;
  /** Only where a conversation is open. */
  needsOpen?: boolean;
  permission?: string;
  /** Stands in the command palette too. */
  isCommand?: boolean;
}

const all: KeyDeed[] = [
  { deed: "next", keys: "j" },
  { deed: "previous", keys: "k" },
  { deed: "search", keys: "/", isCommand: true },
  { deed: "reply", keys: "r", needsOpen: true, permission: "messages.send", isCommand: true },
  { deed: "note", keys: "n", needsOpen: true, permission: "conversations.write", isCommand: true },
  { deed: "assign", keys: "a", needsOpen: true, permission: "conversations.write", isCommand: true },
  { deed: "label", keys: "l", needsOpen: true, permission: "conversations.write", isCommand: true },
  { deed: "snooze", keys: "s", needsOpen: true, permission: "conversations.write", isCommand: true },
  { deed: "priority", keys: "p", needsOpen: true, permission: "conversations.write", isCommand: true },
  { deed: "status", keys: "d", needsOpen: true, permission: "conversations.write", isCommand: true },
  { deed: "resolve", keys: "e", needsOpen: true, permission: "conversations.write", isCommand: true },
  { deed: "panel", keys: "i", needsOpen: true },
  { deed: "help", keys: "shift+?", isCommand: true },
];

/** What the keys do for this member, here and now. */
export const allowedDeeds = (may: (permission: string) => boolean, isOpen: boolean): KeyDeed[] =>
  all.filter(({ needsOpen, permission }) => (!needsOpen || isOpen) && (!permission || may(permission)));
