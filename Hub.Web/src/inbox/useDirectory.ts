import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useMay } from "~/session/session";
import { connectionsQuery, labelsQuery, membersQuery, teamsQuery } from "./api";
import type { Connection, Label, Member, Team } from "./types";

const byId = <T extends { id: string }>(items: T[] | undefined): Map<string, T> =>
  new Map(items?.map((item) => [item.id, item]));

export interface Directory {
  labels: Map<string, Label>;
  members: Map<string, Member>;
  teams: Map<string, Team>;
  connections: Map<string, Connection>;
}

/** Names and colours of what conversations only have ids of. */
export function useDirectory(): Directory {
  const may = useMay();
  const canSeeMembers = may("members.read");
  const labels = useQuery(labelsQuery).data;
  const members = useQuery({ ...membersQuery, enabled: canSeeMembers }).data;
  const teams = useQuery({ ...teamsQuery, enabled: canSeeMembers }).data;
  const connections = useQuery({ ...connectionsQuery, enabled: may("connections.read") }).data;
  return useMemo(
    () => ({ labels: byId(labels), members: byId(members), teams: byId(teams), connections: byId(connections) }),
    [labels, members, teams, connections],
  );
}
