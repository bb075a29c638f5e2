import { useVersionedDeed } from "~/page/useVersionedDeed";
import type { Order } from "./types";

/** Something done to an order. When somebody else was faster, the order is shown as it is now. */
export const useOrderDeed = <V = void>(
  deed: (value: V) => Promise<Order>,
  options: { says: string | ((order: Order, value: V) => string); inForm?: boolean; after?: (order: Order) => unknown },
) => useVersionedDeed(deed, { ...options, refresh: [["orders"]] });
