/** A word of the address; digits alone are a number to the router. */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value ? value : typeof value === "number" ? String(value) : undefined;
