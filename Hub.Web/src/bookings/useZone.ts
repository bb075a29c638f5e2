import { useSession } from "~/session/session";

/** Bookings are by the business's clock, wherever one looks from. */
export const useZone = (): string => useSession().workspace.timeZone;
