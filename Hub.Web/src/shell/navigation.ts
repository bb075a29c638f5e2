import type { Icon } from "@tabler/icons-react";

/** A page in the side bar. Its name is the text `nav.<id>` of the feature's own language files. */
export interface NavigationItem {
  id: string;
  /** Namespace of the feature's texts. */
  feature: string;
  to: string;
  icon: Icon;
  /** Shown only to members who have it. */
  permission?: string;
  /** Small goes first. */
  order: number;
  /** In the side bar's lower end. */
  atEnd?: boolean;
  /** Number to show on it, such as what is unread. */
  useCount?: () => number;
}
