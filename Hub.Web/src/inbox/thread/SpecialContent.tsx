import {
  type Icon,
  IconCircle,
  IconExternalLink,
  IconMapPin,
  IconMessage2,
  IconShoppingCart,
  IconTemplate,
  IconUser,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { money } from "~/i18n/format";
import type { Message } from "../types";
import { type Piece, piecesOf } from "./content";
import classes from "./Thread.module.css";

const marks: Record<Piece["mark"], Icon> = {
  place: IconMapPin,
  person: IconUser,
  cart: IconShoppingCart,
  note: IconMessage2,
  choice: IconCircle,
  template: IconTemplate,
};

/** What is neither text nor file: places, cards, carts, choices. Where nothing can be shown, what kind it is. */
export function SpecialContent({ message }: { message: Message }) {
  const { t } = useTranslation("inbox");
  const pieces = piecesOf(message);
  if (pieces.length === 0 && message.attachments.length === 0 && !message.text)
    return <em>{t(`kind.${message.kind}`)}</em>;
  return Array.from(pieces.entries(), ([place, piece]) => <PieceView key={place} piece={piece} />);
}

function PieceView({ piece: { mark, title, detail, price, url } }: { piece: Piece }) {
  const Mark = marks[mark];
  const small = price
    ? `× ${price.quantity}${price.amount !== null && price.currency ? ` · ${money(price.amount, price.currency)}` : ""}`
    : detail;
  const words = (
    <>
      <Mark size={mark === "choice" ? 12 : 18} aria-hidden />
      <span>
        {title}
        {small && <small>{small}</small>}
      </span>
    </>
  );
  if (!url) return <span className={classes.file}>{words}</span>;
  return (
    <a className={classes.file} target="_blank" rel="noopener noreferrer" href={url}>
      {words}
      <IconExternalLink size={14} aria-hidden />
    </a>
  );
}
