import { text } from "~/page/address";
import { type Tab, tabs } from "./types";

/** Which part of the page, and of which rule the log is; kept in the address. */
export interface AutomationSearch {
  tab?: Tab;
  rule?: string;
}

export function readAutomationSearch(search: Record<string, unknown>): AutomationSearch {
  const tab = tabs.find((one) => one === search.tab);
  const rule = text(search.rule);
  return { ...(tab && { tab }), ...(rule && { rule }) };
}
