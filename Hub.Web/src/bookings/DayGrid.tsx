import { type CSSProperties, type DragEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "~/i18n/format";
import { useNow } from "~/shell/useNow";
import { BookingLink } from "./BookingLink";
import classes from "./Calendar.module.css";
import type { Day } from "./days";
import { type Block, blocksOf, closedIn, type Span, shownHours, usualSpan } from "./layout";
import type { Booking } from "./types";
import { useZone } from "./useZone";
import { instantOf, wallOf } from "./zone";

const step = 15; // minutes that a booking moves by

/** Minutes of a day as its clock says them. */
const clockAt = (minutes: number): string => clock(new Date(minutes * 60_000), "UTC");

/** One day, or one of the staff on one day. */
export interface Column {
  key: string;
  name: string;
  head: ReactNode;
  day: Day;
  resourceId?: string;
  bookings: Booking[];
  /** Null when it is not known. */
  open: Span[] | null;
}

/** Where a booking was dropped. */
export interface Drop {
  booking: Booking;
  startsAt: string;
  resourceId: string | undefined;
}

interface Props {
  label: string;
  columns: Column[];
  /** Whether the column could take the booking; the hub has the last word. */
  takes: (booking: Booking, column: Column) => boolean;
  onDrop: ((drop: Drop) => void) | undefined;
}

interface Drag {
  booking: Booking;
  /** How far below its beginning it is held, in minutes. */
  grip: number;
  length: number;
}

/** Hours from above to below, columns side by side; bookings are dragged from one place to another. */
export function DayGrid({ label, columns, takes, onDrop }: Props) {
  const zone = useZone();
  const now = wallOf(useNow(), zone);
  const [drag, setDrag] = useState<Drag | null>(null);
  const drawn = columns.map((column) => ({ column, blocks: blocksOf(column.bookings, column.day, zone) }));
  const span = shownHours([
    ...columns.flatMap((column) => column.open ?? [usualSpan]),
    ...drawn.flatMap(({ blocks }) => blocks.map(({ from, to }): Span => [from, to])),
  ]);
  const hours = Array.from({ length: (span[1] - span[0]) / 60 }, (_, index) => span[0] / 60 + index);
  return (
    <section
      className={classes.grid}
      aria-label={label}
      tabIndex={0}
      style={{ "--hours": hours.length } as CSSProperties}
    >
      <div className={classes.gutter} aria-hidden>
        {hours.map((hour) => (
          <span key={hour}>{clockAt(hour * 60)}</span>
        ))}
      </div>
      {drawn.map(({ column, blocks }) => (
        <GridColumn
          key={column.key}
          column={column}
          blocks={blocks}
          span={span}
          now={now.day === column.day ? now.minutes : null}
          drag={drag}
          onDrag={onDrop && setDrag}
          takes={drag !== null && takes(drag.booking, column)}
          onDrop={(minutes) => {
            if (!drag) return;
            const startsAt = instantOf({ day: column.day, minutes }, zone).toISOString();
            setDrag(null);
            onDrop?.({ booking: drag.booking, startsAt, resourceId: column.resourceId });
          }}
        />
      ))}
    </section>
  );
}

interface ColumnProps {
  column: Column;
  blocks: Block[];
  span: Span;
  now: number | null;
  drag: Drag | null;
  onDrag: ((drag: Drag | null) => void) | undefined;
  takes: boolean;
  onDrop: (minutes: number) => void;
}

function GridColumn({ column, blocks, span: [first, last], now, drag, onDrag, takes, onDrop }: ColumnProps) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  const [target, setTarget] = useState<number | null>(null);
  const place = (from: number, to: number): CSSProperties => ({
    top: `${((from - first) / (last - first)) * 100}%`,
    height: `${((to - from) / (last - first)) * 100}%`,
  });
  const minutesAt = (event: DragEvent<HTMLElement>): number => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const minutes = first + ((event.clientY - top) / height) * (last - first) - (drag?.grip ?? 0);
    return Math.min(Math.max(Math.round(minutes / step) * step, first), last - step);
  };
  return (
    <section className={classes.column} aria-label={column.name} data-barred={(drag && !takes) || undefined}>
      <header className={classes.columnHead}>{column.head}</header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: whoever has no mouse moves a booking by the form beside it */}
      <div
        className={classes.hours}
        onDragOver={(event) => {
          if (!takes) return;
          event.preventDefault();
          setTarget(minutesAt(event));
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setTarget(null);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setTarget(null);
          onDrop(minutesAt(event));
        }}
      >
        {closedIn(column.open, [first, last]).map(([from, to]) => (
          <div key={from} className={classes.closed} style={place(from, to)} />
        ))}
        {now !== null && now > first && now < last && <div className={classes.now} style={place(now, now)} />}
        {drag && target !== null && takes && (
          <div className={classes.target} style={place(target, Math.min(target + drag.length, last))}>
            {clockAt(target)}
          </div>
        )}
        {blocks.map(({ booking, from, to, lane, lanes }) => (
          <BookingLink
            key={booking.id}
            booking={booking}
            className={classes.block}
            rest={[
              t("until", { time: clock(booking.endsAt, zone) }),
              booking.resourceName,
              t(`state.${booking.state}`),
            ]}
            style={{ ...place(from, to), left: `${(lane / lanes) * 100}%`, width: `${100 / lanes}%` }}
            drag={
              onDrag && booking.canMove && wallOf(booking.startsAt, zone).day === column.day
                ? {
                    onStart: (event) => {
                      const { top, height } = event.currentTarget.getBoundingClientRect();
                      const grip = height > 0 ? ((event.clientY - top) / height) * (to - from) : 0;
                      onDrag({ booking, grip, length: to - from });
                    },
                    onEnd: () => onDrag(null),
                  }
                : undefined
            }
          >
            <BlockWords booking={booking} isShort={to - from < 45} noName={t("noName")} />
          </BookingLink>
        ))}
      </div>
    </section>
  );
}

function BlockWords({ booking, isShort, noName }: { booking: Booking; isShort: boolean; noName: string }) {
  const zone = useZone();
  const who = booking.contactName ?? noName;
  if (isShort)
    return (
      <span className={classes.line}>
        <b>{clock(booking.startsAt, zone)}</b> {who} · {booking.serviceName}
      </span>
    );
  return (
    <>
      <span className={classes.line}>
        <b>{clock(booking.startsAt, zone)}</b> {who}
      </span>{" "}
      <span className={classes.line}>{booking.serviceName}</span>
    </>
  );
}
