import { describe, expect, it } from "vitest";
import { changed, chosen } from "./settings";
import type { Setting } from "./types";

const setting = (key: string, type: Setting["type"]): Setting => ({
  key,
  type,
  label: key,
  help: null,
  required: false,
  default: null,
  choices: null,
  granted: false,
});
const schema = [
  setting("name", "text"),
  setting("token", "secret"),
  setting("live", "boolean"),
  setting("age", "number"),
];

describe("settings of a connection", () => {
  it("leave out what was left empty, so that defaults count", () => {
    expect(chosen({ name: "", token: "t", live: false, age: null })).toEqual({ token: "t", live: false });
  });

  it("send only what an edit changed", () => {
    expect(changed(schema, { name: "a", live: true, age: 3 }, { name: "b", live: true, age: 3 })).toEqual({
      name: "b",
    });
  });

  it("take away what was emptied", () => {
    expect(changed(schema, { name: "a", age: 3 }, { name: "", age: null })).toEqual({ name: null, age: null });
  });

  it("keep a secret that was not typed again", () => {
    expect(changed(schema, {}, { token: "" })).toEqual({});
    expect(changed(schema, {}, { token: "new" })).toEqual({ token: "new" });
  });
});
