import type { Schemas } from "~/api/client";

export type Group = Schemas["ManageAutoMessagesGroup"];
export type AutoMessage = Schemas["AutoMessage"];
export type AutoMessages = Schemas["ManageAutoMessagesResponse"];
export type Kind = Group["kind"];
