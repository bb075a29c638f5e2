import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const source = join(import.meta.dirname, "..");
const features = readdirSync(source).filter((name) => statSync(join(source, name)).isDirectory() && texts(name, "vi"));
const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|schema\.d/.test(name))
  .map((name) => ({ feature: name.split(/[\\/]/)[0] ?? "", text: readFileSync(join(source, name), "utf8") }));

function texts(feature: string, language: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readFileSync(join(source, feature, `${language}.json`), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function flat(node: Record<string, unknown> | undefined, path = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of Object.entries(node ?? {}))
    if (typeof value === "string") all.set(path + name, value);
    else for (const [key, text] of flat(value as Record<string, unknown>, `${path}${name}.`)) all.set(key, text);
  return all;
}

// Vietnamese has one form where English has two.
const base = (key: string): string => key.replace(/_(one|other)$/, "");
const keys = (feature: string, language: string): string[] =>
  [...new Set([...flat(texts(feature, language)).keys()].map(base))].sort();

/** Keys in code: `t("a.b")`, `t("feature:a.b")`, and the fixed beginnings and ends of `t(`a.${b}`)`. */
function used(feature: string): { exact: Set<string>; patterns: RegExp[] } {
  const exact = new Set<string>();
  const patterns: RegExp[] = [];
  for (const file of code) {
    for (const [, raw = ""] of file.text.matchAll(/["'`]((?:[\w-]+:)?[\w-]+(?:\.(?:[\w-]|\$\{[^}]*\})+)*)["'`]/g)) {
      const [space, key] = raw.includes(":") ? (raw.split(":") as [string, string]) : [file.feature, raw];
      if (space !== feature && file.feature !== feature) continue;
      if (space !== feature) continue;
      if (key.includes("${"))
        patterns.push(
          new RegExp(
            `^${key
              .replace(/\$\{[^}]*\}/g, "§")
              .replace(/[.]/g, "\\.")
              .replace(/§/g, "[^.]+")}$`,
          ),
        );
      else exact.add(key);
    }
  }
  return { exact, patterns };
}

describe.each(features)("texts of %s", (feature) => {
  it("are there in both languages", () => {
    expect(keys(feature, "en")).toEqual(keys(feature, "vi"));
  });

  it("say something in both languages, with the same values in them", () => {
    const values = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
    const english = flat(texts(feature, "en"));
    for (const [key, text] of flat(texts(feature, "vi"))) {
      expect(text.trim(), key).not.toBe("");
      const other = english.get(key) ?? english.get(`${base(key)}_other`) ?? "";
      expect(values(other), key).toEqual(values(text));
    }
  });

  it("are all used", () => {
    const { exact, patterns } = used(feature);
    const unused = keys(feature, "vi").filter((key) => {
      const isNavigation = key.startsWith("nav."); // by the side bar, from the registry
      return !isNavigation && !exact.has(key) && !patterns.some((pattern) => pattern.test(key));
    });
    expect(unused).toEqual([]);
  });

  it("exist for every key that the code asks for", () => {
    const known = new Set(keys(feature, "vi"));
    const missing = code
      .flatMap((file) =>
        [...file.text.matchAll(/\bt\(\s*["'](?:([\w-]+):)?([\w.-]+)["']/g)].map(([, space, key = ""]) => ({
          file,
          space,
          key,
        })),
      )
      .filter(({ file, space, key }) => (space ?? file.feature) === feature && !known.has(key));
    expect(missing.map(({ key }) => key)).toEqual([]);
  });
});
