import type { Schemas } from "~/api/client";

export type AttributeValue = string | number | boolean | null;
export type AttributeType = Schemas["AttributeType"];
export const attributeTypes = ["text", "number", "date", "boolean", "choice"] as const satisfies AttributeType[];

/** What the document calls an object; its keys are those of {@link Attribute}. */
type Valued<T> = Omit<T, "attributes"> & { attributes: Record<string, AttributeValue> };

export type Contact = Valued<Schemas["ContactResponse"]>;
export type ContactDraft = Valued<{ [Field in keyof Schemas["ContactRequest"]]: string }>;
export type ContactCard = Omit<Schemas["ContactCard"], "contact"> & { contact: Contact };
export type Duplicate = Omit<Schemas["ListDuplicatesSuggestion"], "contact"> & { contact: Contact };
export type Attribute = Schemas["ContactAttributeResponse"];
export type MergeResult = Schemas["MergeContactsResponse"];
export type Erasure = Schemas["ErasureResponse"];
