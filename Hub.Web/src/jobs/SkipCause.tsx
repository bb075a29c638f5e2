import { useQuery } from "@tanstack/react-query";
import { countSkips, skipCause } from "./api";
import { SkipDialog } from "./SkipDialog";
import type { Cause } from "./types";

/** Says how many would be set aside before they are, and takes no other. */
export function SkipCause({ cause, opened, onClose }: { cause: Cause; opened: boolean; onClose: () => void }) {
  const { data, isPending } = useQuery({
    queryKey: ["deliveries", "skip-preview", cause.connectionId, cause.kind, cause.outcome, cause.code],
    queryFn: () => countSkips(cause),
    enabled: opened,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <SkipDialog
      count={data?.matched ?? cause.count}
      isCounting={isPending}
      skip={async (reason) => (data ? (await skipCause(cause, reason, data)).skipped : 0)}
      opened={opened}
      onClose={onClose}
    />
  );
}
