/** The list with one of it a place earlier. */
export function moved<T>(list: readonly T[], at: number): T[] {
  const one = list[at];
  if (at <= 0 || one === undefined) return [...list];
  const rest = list.filter((_, index) => index !== at);
  return [...rest.slice(0, at - 1), one, ...rest.slice(at - 1)];
}
