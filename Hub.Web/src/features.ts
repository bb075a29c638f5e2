import { automationNavigation } from "~/automation/navigation";
import { bookingsNavigation } from "~/bookings/navigation";
import { commentsNavigation } from "~/comments/navigation";
import { connectionsNavigation } from "~/connections/navigation";
import { contactsNavigation } from "~/contacts/navigation";
import { inboxNavigation } from "~/inbox/navigation";
import { jobsNavigation } from "~/jobs/navigation";
import { ordersNavigation } from "~/orders/navigation";
import { productsNavigation } from "~/products/navigation";
import { settingsNavigation } from "~/settings/navigation";
import type { NavigationItem } from "~/shell/navigation";
import { signalsNavigation } from "~/signals/navigation";

/** Every page of the side bar. A feature adds itself here, and its pages in a `routes.ts` of its folder. */
export const navigation: NavigationItem[] = [
  inboxNavigation,
  commentsNavigation,
  contactsNavigation,
  ordersNavigation,
  productsNavigation,
  bookingsNavigation,
  automationNavigation,
  signalsNavigation,
  connectionsNavigation,
  jobsNavigation,
  settingsNavigation,
].sort((one, other) => one.order - other.order);
