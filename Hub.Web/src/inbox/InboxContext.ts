import { createContext, type RefObject, use } from "react";
import type { ComposerHandle } from "./composer/useComposerHandle";
import type { InboxSearch } from "./search";

export type MenuName = "assign" | "label" | "snooze" | "priority" | "status";

export interface Inbox {
  search: InboxSearch;
  openId: string | undefined;
  open: (id: string | undefined) => void;
  setSearch: (change: Partial<Record<keyof InboxSearch, unknown>>) => void;
  /** The menu of the thread's header that is open, so that a key can open it. */
  menu: MenuName | null;
  setMenu: (menu: MenuName | null) => void;
  panelShown: boolean;
  setPanelShown: (shown: boolean) => void;
  /** Conversations marked for a change of many at once. */
  selected: ReadonlySet<string>;
  setSelected: (change: (selected: ReadonlySet<string>) => ReadonlySet<string>) => void;
  /** The field in which one writes to the conversation that is open. */
  composer: RefObject<ComposerHandle | null>;
  isPhone: boolean;
}

export const InboxContext = createContext<Inbox | null>(null);

export function useInbox(): Inbox {
  const inbox = use(InboxContext);
  if (!inbox) throw new Error("Outside the inbox");
  return inbox;
}
