import type { Attribute, AttributeValue } from "~/contacts/types";
import { fold } from "~/i18n/fold";
import type { Order, OrderDraft } from "./types";

/** Whom an order goes to and where. */
export type Known = Pick<OrderDraft, "recipientName" | "phone" | "address">;

interface Customer {
  displayName: string | null;
  phone: string | null;
  attributes?: Record<string, AttributeValue>;
}

export const nothingKnown: Known = { recipientName: "", phone: "", address: "" };

const addressWords = ["dia chi", "address"];

/** What the customer's card says of it; what it does not say, their last order may. */
export function knownOf(contact: Customer, orders: Order[], attributes: Attribute[]): Known {
  const last = (field: keyof Known) => orders.find((order) => order[field])?.[field];
  return {
    recipientName: contact.displayName ?? last("recipientName") ?? "",
    phone: contact.phone ?? last("phone") ?? "",
    address: addressOf(contact.attributes ?? {}, attributes) ?? last("address") ?? "",
  };
}

// No attribute is the address by law: it is the text that the shop has called so.
function addressOf(values: Record<string, AttributeValue>, attributes: Attribute[]): string | undefined {
  const found = attributes.find(
    ({ key, label, type }) =>
      type === "text" &&
      values[key] &&
      addressWords.some((word) => `${fold(key).replace(/_/g, " ")} ${fold(label)}`.includes(word)),
  );
  return found && String(values[found.key]);
}

/** Fills what nobody has typed: what stands as it was filled in before, for another customer, goes. */
export function prefilled(draft: OrderDraft, known: Known, before: Known): OrderDraft {
  const part = (["recipientName", "phone", "address"] as const)
    .filter((field) => draft[field] === before[field])
    .map((field) => [field, known[field]]);
  return { ...draft, ...Object.fromEntries(part) };
}
