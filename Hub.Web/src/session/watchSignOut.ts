import { onSignedOut } from "~/api/http";
import { router } from "~/router";
import { queryClient } from "~/shell/query";
import { leave, sessionQuery } from "./session";

/** When the hub no longer knows us, the sign-in page, and afterwards back to where we were. */
export function watchSignOut(): void {
  onSignedOut(() => {
    if (!queryClient.getQueryData(sessionQuery.queryKey)) return;
    const back = router.state.location.href;
    void leave(() => router.navigate({ to: "/sign-in", search: { back } }));
  });
}
