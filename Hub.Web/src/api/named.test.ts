import { expect, it } from "vitest";
import { named } from "./call";

it("asks for the id that the address names", () => {
  expect(named("0199f0c2-7a1b-7c3d-8e4f-0123456789ab")).toBe("0199f0c2-7a1b-7c3d-8e4f-0123456789ab");
  expect(named("0199F0C27A1B7C3D8E4F0123456789AB")).toBe("0199F0C27A1B7C3D8E4F0123456789AB");
});

it.each(["tokens", "health", "causes", "", "..", "0199f0c2", "0199f0c2-7a1b-7c3d-8e4f-0123456789ab/tokens"])(
  "takes %j for something that nobody has, not for a list of the hub",
  (word) => {
    expect(named(word)).toBe("00000000-0000-0000-0000-000000000000");
  },
);
