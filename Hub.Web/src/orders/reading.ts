import type { Schemas } from "~/api/client";
import { blankLine } from "./lines";
import type { LineDraft, OrderDraft } from "./types";

export type Reading = Schemas["ReadOrderFromChatResponse"];

export const foundFields = [
  "phone",
  "name",
  "street",
  "ward",
  "district",
  "province",
  "code",
  "quantity",
  "time",
] as const;
export type FoundField = (typeof foundFields)[number];

export interface Piece {
  /** Where it begins in its message. */
  start: number;
  text: string;
  /** Null between what was found. */
  field: FoundField | null;
}

interface Place {
  messageId: string;
  start: number;
  length: number;
  field: FoundField;
}

const placesOf = (reading: Reading): Place[] => {
  const single = (["phone", "name", "street", "ward", "district", "province", "time"] as const).flatMap((field) => {
    const found = reading[field];
    return found ? [{ ...found, field }] : [];
  });
  const items = reading.items.flatMap((item) => [
    { ...item.code, field: "code" as const },
    ...(item.quantityAt ? [{ ...item.quantityAt, field: "quantity" as const }] : []),
  ]);
  return [...single, ...items];
};

/** A message in pieces: what was found in it, and what stands between. */
export function piecesOf(reading: Reading, message: { id: string; text: string }): Piece[] {
  const places = placesOf(reading)
    .filter((place) => place.messageId === message.id)
    .sort((one, other) => one.start - other.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, length, field } of places) {
    if (start < at) continue; // inside another one
    if (start > at) pieces.push({ start: at, text: message.text.slice(at, start), field: null });
    pieces.push({ start, text: message.text.slice(start, start + length), field });
    at = start + length;
  }
  if (at < message.text.length) pieces.push({ start: at, text: message.text.slice(at), field: null });
  return pieces;
}

/** What was found, as an order that can be looked over. What was not found stays as it is typed. */
export function draftOfReading(reading: Reading, note: string, before: OrderDraft): Partial<OrderDraft> {
  const currencies = new Set(reading.items.flatMap((item) => item.currency ?? []));
  const currency = currencies.size === 1 ? [...currencies][0] : before.currency;
  const lines = reading.items.map(
    (item, index): LineDraft => ({
      ...blankLine([]),
      key: index + 1,
      productCode: item.code.value,
      name: item.name ?? "",
      quantity: item.quantity ?? 1,
      unitPrice: item.currency === currency ? (item.price ?? "") : "", // a price in other money is none
    }),
  );
  return {
    ...(lines.length > 0 && { currency, lines }),
    ...(reading.phone && { phone: reading.phone.value }),
    ...(reading.name && { recipientName: reading.name.value }),
    ...(reading.address && { address: reading.address }),
    ...(reading.time && before.note === "" && { note }),
  };
}

export const foundNothing = (reading: Reading): boolean => reading.messages.length === 0;

/** Fields of the order that still stand as they were read; a line by its number, `lines[0]`. */
export function readFields(read: Partial<OrderDraft> | null, draft: OrderDraft): ReadonlySet<string> {
  const fields = (["recipientName", "phone", "address", "note"] as const).filter(
    (field) => read?.[field] && read[field] === draft[field],
  );
  const lines = draft.lines.flatMap((line, index) =>
    read?.lines?.some(({ key, productCode }) => key === line.key && productCode === line.productCode)
      ? [`lines[${index}]`]
      : [],
  );
  return new Set([...fields, ...lines]);
}
