import type { components } from "./schema";

/** The shapes of the hub's API, by its own document. */
export type Schemas = components["schemas"];
