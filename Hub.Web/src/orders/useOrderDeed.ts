import { useQueryClient } from "@tanstack/react-query";
import { ApiProblem } from "~/api/problem";
import { useDeed } from "~/page/useDeed";
import type { Order } from "./types";

/** Something done to an order. When somebody else was faster, the order is shown as it is now. */
export function useOrderDeed<V = void>(
  deed: (value: V) => Promise<Order>,
  options: { says: string | ((order: Order, value: V) => string); inForm?: boolean; after?: (order: Order) => unknown },
) {
  const client = useQueryClient();
  return useDeed(
    async (value: V) => {
      try {
        return await deed(value);
      } catch (error) {
        if (error instanceof ApiProblem && error.code === "stale_version")
          void client.invalidateQueries({ queryKey: ["orders"] });
        throw error;
      }
    },
    { ...options, refresh: [["orders"]] },
  );
}
