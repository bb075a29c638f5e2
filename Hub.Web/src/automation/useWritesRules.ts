import { useMay, useSession } from "~/session/session";

/** A rule acts on everybody's conversations, so that it takes sight of all. */
export function useWritesRules(): boolean {
  const { member } = useSession();
  return useMay()("automation.write") && member.sees === "all";
}
