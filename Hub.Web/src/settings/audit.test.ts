import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { orderStates } from "~/orders/types";
import { kinds } from "./auditKinds";
import english from "./en.json";
import vietnamese from "./vi.json";

const root = join(import.meta.dirname, "../../..");

// An event of the feed and a file's name look alike.
const others = ["contacts.csv", "delivery.changed", "signals.csv"];
const elsewhere = ["Permissions.cs", "HubEventTypes.cs"];

/** What the hub writes into its audit log: literals such as "role.created", whose kind is one of those that are audited. */
function actions(): string[] {
  const pattern = new RegExp(`"((?:${kinds.join("|")})\\.[a-z_]+)"`, "g");
  const sources = ["Hub.Core", "Hub.Api"].flatMap((project) =>
    readdirSync(join(root, project), { recursive: true, encoding: "utf8" })
      .filter(
        (name) =>
          name.endsWith(".cs") &&
          !elsewhere.some((file) => name.endsWith(file)) &&
          !/(^|[\\/])(bin|obj)[\\/]/.test(name),
      )
      .map((name) => readFileSync(join(root, project, name), "utf8")),
  );
  const found = sources.flatMap((code) => [...code.matchAll(pattern)].map(([, action = ""]) => action));
  return [...new Set([...found, ...orderStates.map((state) => `order.${state}`)])]
    .filter((action) => !others.includes(action))
    .sort();
}

describe("the audit log", () => {
  it("has words for everything that the hub writes into it", () => {
    const all = actions();
    expect(all.length).toBeGreaterThan(50);
    const missing = (texts: Record<string, string>) => all.filter((action) => !(action.replace(".", "_") in texts));
    expect(missing(vietnamese.audit.action)).toEqual([]);
    expect(missing(english.audit.action)).toEqual([]);
  });

  it("can be narrowed to every kind of thing", () => {
    expect(Object.keys(vietnamese.audit.kind).sort()).toEqual([...kinds].sort());
  });
});
