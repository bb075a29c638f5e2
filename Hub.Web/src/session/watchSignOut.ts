import { onSignedOut } from "~/api/http";
import { router } from "~/router";
import { queryClient } from "~/shell/query";
import { sessionQuery } from "./session";

/** When the hub no longer knows us, the sign-in page, and afterwards back to where we were. */
export function watchSignOut(): void {
  onSignedOut(() => {
    if (!queryClient.getQueryData(sessionQuery.queryKey)) return;
    queryClient.setQueryData(sessionQuery.queryKey, null);
    void router.navigate({ to: "/sign-in", search: { back: router.state.location.href } });
  });
}
