import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { attributesQuery } from "~/contacts/api";
import { conversationQuery } from "~/inbox/api";
import { useMay } from "~/session/session";
import { type Known, knownOf } from "./known";

/** What is known of the conversation's customer; null until it is, or where the caller may not see contacts. */
export function useKnown(conversationId: string | null): Known | null {
  const may = useMay()("contacts.read");
  const enabled = may && conversationId !== null;
  const { data } = useQuery({ ...conversationQuery(conversationId ?? ""), enabled });
  const attributes = useQuery({ ...attributesQuery, enabled: may });
  return useMemo(
    () =>
      enabled && data?.contact && attributes.data ? knownOf(data.contact, data.orders ?? [], attributes.data) : null,
    [enabled, data, attributes.data],
  );
}
