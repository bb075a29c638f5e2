import { Stack, Text } from "@mantine/core";
import { IconCalendarEvent } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { contactBookingsQuery } from "~/bookings/api";
import { BookingState } from "~/bookings/BookingState";
import { useZone } from "~/bookings/useZone";
import { longDay, timesOf } from "~/bookings/words";
import { wallOf } from "~/bookings/zone";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { Failure } from "~/page/Failure";
import { RowsLoading } from "~/page/Rows";
import { useNow } from "~/shell/useNow";
import classes from "./Contacts.module.css";

/** What the contact has booked, the latest time first. */
export function ContactBookings({ contactId }: { contactId: string }) {
  const { t } = useTranslation("contacts");
  const zone = useZone();
  const today = wallOf(useNow(), zone).day;
  const list = useQuery(contactBookingsQuery(contactId, today));
  const bookings = [...(list.data ?? [])].reverse();
  return (
    <Card title={t("bookings.title")} flush>
      {list.isPending && <RowsLoading rows={2} />}
      {list.isError && <Failure error={list.error} again={list.refetch} />}
      {list.data && bookings.length === 0 && (
        <Empty icon={IconCalendarEvent} title={t("bookings.empty")} text={t("bookings.emptyText")} />
      )}
      {bookings.length > 0 && (
        <ul className={classes.rows}>
          {bookings.map((booking) => (
            <li key={booking.id}>
              <Link
                to="/bookings"
                search={{ day: wallOf(booking.startsAt, zone).day, booking: booking.id }}
                className={classes.row}
              >
                <Stack gap={0} flex={1} miw={0}>
                  <Text fw={550}>{[booking.serviceName, booking.resourceName].filter(Boolean).join(" · ")}</Text>
                  <Text fz="sm" c="dimmed">
                    {timesOf(booking, zone)} · {longDay(wallOf(booking.startsAt, zone).day)}
                  </Text>
                </Stack>
                <BookingState state={booking.state} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
