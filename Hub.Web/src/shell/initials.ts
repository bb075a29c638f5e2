/** One or two letters for a picture that is not there. Vietnamese names are called by their last word: "Nguyễn Thị Mai" is "NM". */
export function initials(name: string | null | undefined): string {
  const words = (name ?? "")
    .normalize("NFC")
    .split(/[\s._-]+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = words[0];
  if (!first) return "?";
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return [first, last]
    .map((word) => (word ? (Array.from(word).find((letter) => /\p{L}|\p{N}/u.test(letter)) ?? "") : ""))
    .join("")
    .toUpperCase();
}

const hues = ["sea", "blue", "indigo", "violet", "grape", "pink", "orange", "lime"] as const;

/** The same colour for the same person, wherever they are shown. */
export function hueOf(id: string): (typeof hues)[number] {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hues[sum % hues.length] ?? "sea";
}
