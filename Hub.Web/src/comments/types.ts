import type { Schemas } from "~/api/client";

export type Comment = Schemas["CommentResponse"];
export const shelves = ["waiting", "answered", "closed"] as const;
export type Shelf = (typeof shelves)[number];
