import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { planMessage } from "../api";
import type { Draft, Plan } from "../types";

const pause = 350;

/** What the hub says that the draft would become. Null while nothing is written, or not known: the hub checks again when it is sent. */
export function usePlan(conversationId: string, draft: Draft | null): Plan | null {
  const [settled] = useDebouncedValue(draft ? JSON.stringify(draft) : null, pause);
  const plan = useQuery({
    queryKey: ["plan", conversationId, settled],
    queryFn: ({ signal }) => planMessage(conversationId, JSON.parse(settled ?? "{}") as Draft, signal),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 30_000,
    retry: false,
  });
  return draft && settled !== null ? (plan.data ?? null) : null;
}
