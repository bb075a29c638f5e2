export interface FileRule {
  /** In bytes, as the hub takes it. */
  most: number;
  /** With their dots, in small letters. */
  endings: readonly string[];
}

export type FileProblem = "empty" | "tooLarge" | "wrongType";

/** What speaks against a file before it is sent: the hub would say so only after all of it has gone up. */
export function problemOf(file: Pick<File, "name" | "size">, { most, endings }: FileRule): FileProblem | null {
  if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) return "wrongType";
  if (file.size === 0) return "empty";
  return file.size > most ? "tooLarge" : null;
}
