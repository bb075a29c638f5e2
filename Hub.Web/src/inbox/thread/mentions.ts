/** The text in pieces; those that name somebody apart. The longest name wins: "@Mai Anh" is not Mai. */
export function mentionParts(text: string, names: string[]): { from: number; text: string; isName: boolean }[] {
  const marks = [...names].sort((one, other) => other.length - one.length).map((name) => `@${name}`);
  if (marks.length === 0) return [{ from: 0, text, isName: false }];
  const pattern = new RegExp(`(${marks.map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "u");
  let from = 0;
  return text.split(pattern).map((part) => {
    const piece = { from, text: part, isName: marks.includes(part) };
    from += part.length;
    return piece;
  });
}
