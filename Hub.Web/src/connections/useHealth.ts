import { useQueries } from "@tanstack/react-query";
import { useMay } from "~/session/session";
import { type Cause, loadQuery } from "./api";

export interface Health {
  owed: number;
  oldestOwedAt: string | null;
  inDoubt: number;
  failed: number;
}

const count = (causes: Cause[]): number => causes.reduce((sum, cause) => sum + cause.count, 0);

/** What is owed through each connection; null while it is not known, or may not be. */
export function useHealth(): (connectionId: string) => Health | null {
  const enabled = useMay()("deliveries.read");
  const [owed, unknown, dead] = useQueries({
    queries: (["owed", "unknown", "dead"] as const).map((state) => ({ ...loadQuery(state), enabled })),
  });
  return (connectionId) => {
    if (!owed?.data || !unknown?.data || !dead?.data) return null;
    const of = (causes: Cause[]) => causes.filter((cause) => cause.connectionId === connectionId);
    const waiting = of(owed.data);
    return {
      owed: count(waiting),
      oldestOwedAt: waiting.map((cause) => cause.firstOwedAt).sort()[0] ?? null,
      inDoubt: count(of(unknown.data)),
      failed: count(of(dead.data)),
    };
  };
}
