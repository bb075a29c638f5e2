import { Stack, Text, Title } from "@mantine/core";
import { IconCalendarOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { BookingLink } from "./BookingLink";
import { BookingState } from "./BookingState";
import classes from "./Calendar.module.css";
import type { Day } from "./days";
import { isOn } from "./layout";
import type { Booking } from "./types";
import { useZone } from "./useZone";
import { longDay, timesOf } from "./words";

/** The same as a list, day by day: for a phone, which no grid fits. */
export function Agenda({ days, bookings }: { days: Day[]; bookings: Booking[] }) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  const filled = days
    .map((day) => ({ day, here: bookings.filter((booking) => isOn(booking, day, zone)) }))
    .filter(({ here }) => here.length > 0);
  if (filled.length === 0)
    return (
      <Card flush>
        <Empty icon={IconCalendarOff} title={t("none.title")} text={t("none.text")} />
      </Card>
    );
  return (
    <>
      {filled.map(({ day, here }) => (
        <Stack key={day} gap={6} component="section">
          {days.length > 1 && (
            <Title order={3} fz="sm">
              {longDay(day)}
            </Title>
          )}
          <Card flush>
            {here.map((booking) => (
              <BookingLink key={booking.id} booking={booking} className={classes.agenda}>
                <span className={classes.when}>{timesOf(booking, zone)}</span>
                <Stack gap={0} flex={1} miw={0}>
                  <Text fw={600} fz="sm" truncate>
                    {booking.contactName ?? t("noName")}
                  </Text>
                  <Text fz="xs" c="dimmed" truncate>
                    {[booking.serviceName, booking.resourceName].filter(Boolean).join(" · ")}
                  </Text>
                </Stack>
                <BookingState state={booking.state} />
              </BookingLink>
            ))}
          </Card>
        </Stack>
      ))}
    </>
  );
}
