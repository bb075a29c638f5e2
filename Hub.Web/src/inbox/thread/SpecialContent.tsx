import { IconExternalLink, IconMapPin, IconShoppingCart, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { money } from "~/i18n/format";
import type { Message } from "../types";
import classes from "./Thread.module.css";

interface Content {
  location?: { latitude: number; longitude: number; name?: string | null; address?: string | null } | null;
  contacts?: { name?: string | null; phones?: string[] }[];
  order?: {
    items?: {
      name?: string | null;
      productId?: string | null;
      quantity: number;
      unitPrice?: number;
      currency?: string;
    }[];
  } | null;
  choices?: { id: string; title: string }[];
  template?: { name: string } | null;
  platformKind?: string | null;
  media?: { url?: string | null }[];
}

/** What is neither text nor file: places, cards, carts, choices. */
export function SpecialContent({ message }: { message: Message }) {
  const { t } = useTranslation("inbox");
  const content = message.content as Content;
  switch (message.kind) {
    case "location":
      return content.location ? (
        <a
          className={classes.file}
          target="_blank"
          rel="noopener noreferrer"
          href={`https://www.openstreetmap.org/?mlat=${content.location.latitude}&mlon=${content.location.longitude}#map=16/${content.location.latitude}/${content.location.longitude}`}
        >
          <IconMapPin size={18} aria-hidden />
          <span>
            {content.location.name ?? t("kind.location")}
            <small>{content.location.address ?? `${content.location.latitude}, ${content.location.longitude}`}</small>
          </span>
          <IconExternalLink size={14} aria-hidden />
        </a>
      ) : null;
    case "contacts":
      return (content.contacts ?? []).map((contact) => (
        <span key={`${contact.name} ${contact.phones?.join()}`} className={classes.file}>
          <IconUser size={18} aria-hidden />
          <span>
            {contact.name}
            <small>{contact.phones?.join(", ")}</small>
          </span>
        </span>
      ));
    case "order":
      return (content.order?.items ?? []).map((item) => (
        <span key={`${item.productId} ${item.name}`} className={classes.file}>
          <IconShoppingCart size={18} aria-hidden />
          <span>
            {item.name ?? item.productId}
            <small>
              × {item.quantity}
              {item.unitPrice !== undefined && item.currency && ` · ${money(item.unitPrice, item.currency)}`}
            </small>
          </span>
        </span>
      ));
    case "choices":
      return (content.choices ?? []).map((choice) => (
        <span key={choice.id} className={classes.file}>
          ○ {choice.title}
        </span>
      ));
    case "template":
      return message.text ? null : <span>{t("thread.template", { name: content.template?.name ?? "" })}</span>;
    case "text":
    case "choice":
      return null;
    default:
      return message.attachments.length === 0 && !message.text ? <em>{t(`kind.${message.kind}`)}</em> : null;
  }
}
