import { useQuery } from "@tanstack/react-query";
import { templatesQuery } from "./api";
import type { MessageTemplate } from "./types";

export interface NamedTemplate {
  name: string;
  language: string;
}

/** The templates that the platform has approved, and which of them is meant. */
export function useTemplates(connectionId: string, { name, language }: NamedTemplate) {
  const { data } = useQuery(templatesQuery(connectionId));
  const items: MessageTemplate[] = data?.items ?? [];
  return { items, data, chosen: items.find((item) => item.name === name && item.language === language) };
}
