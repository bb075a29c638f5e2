import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useMay } from "~/session/session";
import { connectionsQuery, labelsQuery, membersQuery, rulesQuery, teamsQuery } from "./api";
import type { Connection, Label, Member, Rule, Team } from "./types";

const byId = <T extends { id: string }>(items: T[] | undefined): Map<string, T> =>
  new Map(items?.map((item) => [item.id, item]));

export interface Directory {
  labels: Map<string, Label>;
  members: Map<string, Member>;
  teams: Map<string, Team>;
  connections: Map<string, Connection>;
  /** What the hub does by itself. */
  rules: Map<string, Rule>;
}

/** Names and colours of what conversations only have ids of. */
export function useDirectory(): Directory {
  const may = useMay();
  const canSeeMembers = may("members.read");
  const labels = useQuery(labelsQuery).data;
  const members = useQuery({ ...membersQuery, enabled: canSeeMembers }).data;
  const teams = useQuery({ ...teamsQuery, enabled: canSeeMembers }).data;
  const connections = useQuery({ ...connectionsQuery, enabled: may("connections.read") }).data;
  const rules = useQuery({ ...rulesQuery, enabled: may("automation.read") }).data;
  return useMemo(
    () => ({
      labels: byId(labels),
      members: byId(members),
      teams: byId(teams),
      connections: byId(connections),
      rules: byId(rules),
    }),
    [labels, members, teams, connections, rules],
  );
}
