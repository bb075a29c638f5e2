import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCalendarTime } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Confirm } from "~/page/Confirm";
import { useMay } from "~/session/session";
import { useNow } from "~/shell/useNow";
import { changeBooking } from "./api";
import { deedsOf } from "./deeds";
import type { Booking, BookingState } from "./types";
import { useBookingDeed } from "./useBookingDeed";
import { useZone } from "./useZone";
import { dayAndTime } from "./words";

interface Props {
  booking: Booking;
  onMove: () => void;
  size?: "xs" | "compact-xs";
}

/** What can become of a booking now. */
export function BookingDeeds({ booking, onMove, size = "xs" }: Props) {
  const { t } = useTranslation("bookings");
  const may = useMay()("bookings.write");
  const zone = useZone();
  const now = useNow();
  const [asks, ask] = useDisclosure(false);
  const become = useBookingDeed((state: BookingState) => changeBooking(booking, { state }), {
    says: (_, state) => t("became", { state: t(`state.${state}`) }),
    after: ask.close,
  });
  const { now: possible, later } = deedsOf(booking, now);
  if (!may) return null;
  if (possible.length === 0 && !later && !booking.canMove)
    return size === "xs" ? <Text c="dimmed">{t("ended")}</Text> : null;
  return (
    <>
      <Group gap="xs">
        {possible
          .filter((state) => state !== "cancelled")
          .map((state, index) => (
            <Button
              key={state}
              size={size}
              variant={index === 0 ? "filled" : "default"}
              loading={become.isPending && become.variables === state}
              disabled={become.isPending}
              onClick={() => become.mutate(state)}
            >
              {t(`become.${state}`)}
            </Button>
          ))}
        {booking.canMove && (
          <Button size={size} variant="default" leftSection={<IconCalendarTime size={14} />} onClick={onMove}>
            {t("move.do")}
          </Button>
        )}
        {possible.includes("cancelled") && (
          <Button size={size} variant="subtle" color="red" disabled={become.isPending} onClick={ask.open}>
            {t("become.cancelled")}
          </Button>
        )}
      </Group>
      {later && size === "xs" && (
        <Text fz="xs" c="dimmed">
          {t("keptFrom", { time: dayAndTime(booking.keptFrom ?? booking.startsAt, zone) })}
        </Text>
      )}
      <Confirm
        opened={asks}
        title={t("cancel.title")}
        deed={t("become.cancelled")}
        isDangerous
        isBusy={become.isPending}
        onConfirm={() => become.mutate("cancelled")}
        onClose={ask.close}
      >
        <Text>
          {t("cancel.text", { name: booking.contactName ?? t("noName"), time: dayAndTime(booking.startsAt, zone) })}
        </Text>
      </Confirm>
    </>
  );
}
