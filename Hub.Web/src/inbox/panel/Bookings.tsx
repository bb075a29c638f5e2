import { Button, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { contactBookingsQuery } from "~/bookings/api";
import { BookingDeeds } from "~/bookings/BookingDeeds";
import { BookingState } from "~/bookings/BookingState";
import type { Booking } from "~/bookings/types";
import { useZone } from "~/bookings/useZone";
import { dayAndTime } from "~/bookings/words";
import { wallOf } from "~/bookings/zone";
import { Dialog } from "~/page/Dialog";
import { useFeed } from "~/page/useFeed";
import { useMay } from "~/session/session";
import { PageLoading } from "~/shell/PageLoading";
import { useNow } from "~/shell/useNow";
import classes from "./ContactPanel.module.css";

// Whoever only answers need not load them.
const NewBooking = lazy(() => import("~/bookings/NewBooking").then((module) => ({ default: module.NewBooking })));
const BookingPanel = lazy(() => import("~/bookings/BookingPanel").then((module) => ({ default: module.BookingPanel })));

const mostPast = 3;
const types = ["conversation.changed"] as const;
const keys = [["bookings"]] as const;

/** What the contact has booked: what lies ahead first, then what was last. */
export function Bookings({ conversationId, contactId }: { conversationId: string; contactId: string }) {
  const { t } = useTranslation("inbox");
  const may = useMay();
  const zone = useZone();
  const now = useNow();
  const today = wallOf(now, zone).day;
  const { data = [] } = useQuery(contactBookingsQuery(contactId, today));
  const [isNew, { open, close }] = useDisclosure(false);
  const [shown, setShown] = useState<{ id: string; moves: boolean } | null>(null);
  useFeed(types, keys);
  const isAhead = (booking: Booking) => booking.canMove || wallOf(booking.startsAt, zone).day >= today;
  const past = data.filter((booking) => !isAhead(booking)).reverse();
  return (
    <section>
      <div className={classes.head}>
        <h3>{t("booking.title")}</h3>
        {may("bookings.write") && (
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={open}>
            {t("booking.new")}
          </Button>
        )}
      </div>
      {[...data.filter(isAhead), ...past.slice(0, mostPast)].map((booking) => (
        <div key={booking.id} className={classes.order}>
          <UnstyledButton className={classes.booking} onClick={() => setShown({ id: booking.id, moves: false })}>
            <span className={classes.orderHead}>
              <strong>{dayAndTime(booking.startsAt, zone)}</strong>
              <BookingState state={booking.state} />
            </span>
            <small>{[booking.serviceName, booking.resourceName].filter(Boolean).join(" · ")}</small>
          </UnstyledButton>
          {booking.canMove && (
            <BookingDeeds
              booking={booking}
              size="compact-xs"
              onMove={() => setShown({ id: booking.id, moves: true })}
            />
          )}
        </div>
      ))}
      {data.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("booking.none")}
        </Text>
      )}
      <Dialog opened={isNew} onClose={close} title={t("booking.new")} size="lg">
        <Suspense fallback={<PageLoading />}>
          <NewBooking conversationId={conversationId} firstDay={today} onDone={close} />
        </Suspense>
      </Dialog>
      {shown && (
        <Suspense>
          <BookingPanel id={shown.id} moves={shown.moves} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </section>
  );
}
