import type { Template } from "../types";

/** Whether the platform could know it: it has a name and a language, and no value is missing before another. */
export function isReady({ name, language, parameters }: Template): boolean {
  return Boolean(name?.trim() && language?.trim()) && (parameters ?? []).every((value) => value.trim() !== "");
}

export const cleaned = ({ name, language, parameters }: Template): Template => ({
  name: (name ?? "").trim(),
  language: (language ?? "").trim(),
  parameters: (parameters ?? []).map((value) => value.trim()),
});
