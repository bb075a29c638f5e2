import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "~/api/client";
import { useMay } from "~/session/session";
import { keysQuery, membersQuery } from "../api";

/** Who did something, by name, as far as the reader may see members and keys and they are still there. */
export function useActorName(): (actor: Schemas["ActorResponse"]) => string | undefined {
  const may = useMay();
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: may("members.read") });
  const { data: keys = [] } = useQuery({ ...keysQuery, enabled: may("keys.manage") });
  return ({ id }) => [...members, ...keys].find((one) => one.id === id)?.name;
}
