import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { clock, dayWords, number } from "~/i18n/format";
import { BookingLink } from "./BookingLink";
import classes from "./Calendar.module.css";
import { type Day, monthOf } from "./days";
import { isOn } from "./layout";
import type { Booking } from "./types";
import { useZone } from "./useZone";
import { longDay } from "./words";

const most = 3; // lines in a cell; the rest is a click away

interface Props {
  label: string;
  days: Day[];
  /** Of the month that is meant. */
  day: Day;
  today: Day;
  bookings: Booking[];
}

/** Weeks one below another, Monday first. */
export function MonthGrid({ label, days, day, today, bookings }: Props) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  return (
    <section className={classes.month} aria-label={label}>
      {days.slice(0, 7).map((one) => (
        <div key={one} className={classes.weekday} aria-hidden>
          {dayWords(one, { weekday: "short" })}
        </div>
      ))}
      {days.map((one) => {
        const here = bookings.filter((booking) => isOn(booking, one, zone));
        return (
          <section
            key={one}
            className={classes.cell}
            aria-label={longDay(one)}
            data-other={monthOf(one) !== monthOf(day) || undefined}
          >
            <DayLink day={one} today={today} className={classes.date}>
              {String(Number(one.slice(8)))}
            </DayLink>
            {here.slice(0, most).map((booking) => (
              <BookingLink
                key={booking.id}
                booking={booking}
                className={classes.entry}
                rest={[booking.serviceName, booking.resourceName, t(`state.${booking.state}`)]}
              >
                <b>{clock(booking.startsAt, zone)}</b> {booking.contactName ?? t("noName")}
              </BookingLink>
            ))}
            {here.length > most && (
              <DayLink day={one} today={today} className={classes.more}>
                {t("more", { number: number(here.length - most) })}
              </DayLink>
            )}
          </section>
        );
      })}
    </section>
  );
}

interface DayLinkProps {
  day: Day;
  today: Day;
  className: string | undefined;
  children: string;
}

/** Leads to one day. */
export function DayLink({ day, today, className, children }: DayLinkProps) {
  return (
    <Link
      from="/bookings"
      to="/bookings"
      search={({ view: _, ...rest }) => ({ ...rest, day })}
      className={className}
      aria-label={`${children}, ${longDay(day)}`}
      activeOptions={{ exact: true }}
      data-today={day === today || undefined}
    >
      {children}
    </Link>
  );
}
