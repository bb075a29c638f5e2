import type { Message } from "../types";

/** As the hub keeps it; see MessageContent in Hub.Connectors.Abstractions. */
interface Content {
  location?: { latitude: number; longitude: number; name?: string | null; address?: string | null } | null;
  contacts?: { name?: string | null; phones?: string[]; emails?: string[] }[];
  order?: { lines?: CartLine[]; currency?: string | null; note?: string | null } | null;
  choices?: { id: string; title: string; description?: string | null }[];
  template?: { name: string; parameters?: string[] } | null;
}

interface CartLine {
  productCode: string;
  quantity: number;
  unitPrice?: number | null;
}

/** One thing in a message that is neither text nor file. */
export interface Piece {
  mark: "place" | "person" | "cart" | "note" | "choice" | "template";
  title: string;
  detail?: string;
  price?: { quantity: number; amount: number | null; currency: string | null };
  url?: string;
}

/** Places, cards, carts, choices and templates of a message. */
export function piecesOf(message: Pick<Message, "kind" | "content" | "text">): Piece[] {
  const content = (message.content ?? {}) as Content;
  switch (message.kind) {
    case "location":
      return content.location ? [placeOf(content.location)] : [];
    case "contacts":
      return (content.contacts ?? []).map(({ name, phones, emails }) => ({
        mark: "person",
        title: name || phones?.[0] || emails?.[0] || "–",
        detail: [...(phones ?? []), ...(emails ?? [])].join(", "),
      }));
    case "order":
      return cartOf(content.order ?? {});
    case "choices":
      return (content.choices ?? []).map(({ title, description }) => ({
        mark: "choice",
        title,
        ...(description && { detail: description }),
      }));
    case "template":
      return message.text || !content.template
        ? []
        : [{ mark: "template", title: content.template.name, detail: (content.template.parameters ?? []).join(" · ") }];
    default:
      return [];
  }
}

function cartOf({ lines = [], currency = null, note }: NonNullable<Content["order"]>): Piece[] {
  const pieces = lines.map(
    ({ productCode, quantity, unitPrice }): Piece => ({
      mark: "cart",
      title: productCode,
      price: { quantity, amount: unitPrice ?? null, currency },
    }),
  );
  return note ? [...pieces, { mark: "note", title: note }] : pieces;
}

function placeOf({ latitude, longitude, name, address }: NonNullable<Content["location"]>): Piece {
  const place = `${latitude}, ${longitude}`;
  return {
    mark: "place",
    title: name || address || place,
    detail: name && address ? address : name || address ? place : "",
    url: `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`,
  };
}
