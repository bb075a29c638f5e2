import { Link } from "@tanstack/react-router";
import type { CSSProperties, DragEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Booking } from "./types";
import { useZone } from "./useZone";
import { timesOf } from "./words";

interface Props {
  booking: Booking;
  className: string | undefined;
  style?: CSSProperties;
  /** When it may be moved by hand. */
  drag?: { onStart: (event: DragEvent<HTMLElement>) => void; onEnd: () => void } | undefined;
  /** What is seen; the name of the link for those who see nothing goes on with the rest. */
  children: ReactNode;
  rest?: (string | null)[];
}

/** A booking on the calendar: opens it beside. */
export function BookingLink({ booking, className, style, drag, children, rest = [] }: Props) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  const words = [
    timesOf(booking, zone),
    booking.serviceName,
    booking.contactName ?? t("noName"),
    booking.resourceName,
    t(`state.${booking.state}`),
  ];
  return (
    <Link
      from="/bookings"
      to="/bookings"
      search={(before) => ({ ...before, booking: booking.id })}
      className={className}
      style={style}
      data-state={booking.state}
      title={words.filter(Boolean).join(" · ")}
      draggable={drag !== undefined}
      onDragStart={(event) => {
        event.dataTransfer.setData("text/plain", booking.id);
        drag?.onStart(event);
      }}
      onDragEnd={drag?.onEnd}
    >
      {children}
      {rest.length > 0 && <span className="hub-hidden"> {rest.filter(Boolean).join(", ")}</span>}
    </Link>
  );
}
