import { inboxNavigation } from "~/inbox/navigation";
import type { NavigationItem } from "~/shell/navigation";

/** Every page of the side bar. A feature adds itself here, and its routes in `router.tsx`. */
export const navigation: NavigationItem[] = [inboxNavigation].sort((one, other) => one.order - other.order);
