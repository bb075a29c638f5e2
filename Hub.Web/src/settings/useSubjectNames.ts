import { useQueries } from "@tanstack/react-query";
import { connectionsQuery } from "~/connections/api";
import { attributesQuery } from "~/contacts/api";
import { useMay } from "~/session/session";
import { keywordListsQuery } from "~/signals/api";
import { keysQuery, labelsQuery, membersQuery, rolesQuery, teamsQuery } from "./api";

/** Names of what audit entries are about, as far as the reader may see them and they are still there. */
export function useSubjectNames(): (subject: { kind: string; id: string | null }) => string | undefined {
  const may = useMay();
  const names = useQueries({
    queries: [
      { ...membersQuery, enabled: may("members.read") },
      { ...rolesQuery, enabled: may("members.read") },
      { ...teamsQuery, enabled: may("members.read") },
      { ...keysQuery, enabled: may("keys.manage") },
      { ...labelsQuery, enabled: may("conversations.read") },
      { ...connectionsQuery, enabled: may("connections.read") },
      { ...keywordListsQuery, enabled: may("keywords.read") },
    ],
    combine: (results) =>
      new Map(results.flatMap((result) => (result.data ?? []).map((one): [string, string] => [one.id, one.name]))),
  });
  const labels = useQueries({
    queries: [{ ...attributesQuery, enabled: may("contacts.read") }],
    combine: ([result]) => new Map((result?.data ?? []).map((one): [string, string] => [one.id, one.label])),
  });
  return ({ id }) => (id ? (names.get(id) ?? labels.get(id)) : undefined);
}
