const browsers: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/CocCoc|coc_coc/i, "Cốc Cốc"],
  [/Firefox\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux|X11/, "Linux"],
];

const find = (all: [RegExp, string][], agent: string): string | undefined =>
  all.find(([pattern]) => pattern.test(agent))?.[1];

/** What a browser calls itself, as people say it: "Chrome · Windows". */
export function deviceOf(agent: string | null): { name: string | null; isPhone: boolean } {
  const text = agent ?? "";
  const name = [find(browsers, text), find(systems, text)].filter(Boolean).join(" · ");
  return { name: name || null, isPhone: /iPhone|Android.*Mobile/.test(text) };
}
