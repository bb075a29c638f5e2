import { Alert, Stack, Text } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "~/api/problem";
import { Confirm } from "~/page/Confirm";
import { FormFailure } from "~/page/Failure";
import { changeBooking, resourcesQuery } from "./api";
import type { Drop } from "./DayGrid";
import { whyNot } from "./slots";
import { useBookingDeed } from "./useBookingDeed";
import { useZone } from "./useZone";
import { dayAndTime } from "./words";

/** A booking that was dropped elsewhere: somebody counts on the time, so that a slip of the hand must not move it. */
export function MoveDropped({ drop, onClose }: { drop: Drop | null; onClose: () => void }) {
  const { t } = useTranslation("bookings");
  return (
    <>
      {drop && isElsewhere(drop) && (
        <Ask
          key={`${drop.booking.id} ${drop.startsAt} ${drop.resourceId}`}
          drop={drop}
          title={t("move.title")}
          onClose={onClose}
        />
      )}
    </>
  );
}

const isElsewhere = ({ booking, startsAt, resourceId }: Drop): boolean =>
  Date.parse(startsAt) !== Date.parse(booking.startsAt) || (resourceId ?? booking.resourceId) !== booking.resourceId;

function Ask({
  drop: { booking, startsAt, resourceId },
  title,
  onClose,
}: {
  drop: Drop;
  title: string;
  onClose: () => void;
}) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  const { data: resources = [] } = useQuery(resourcesQuery);
  const move = useBookingDeed(() => changeBooking(booking, { startsAt, ...(resourceId && { resourceId }) }), {
    inForm: true,
    says: (moved) => t("move.done", { time: dayAndTime(moved.startsAt, zone) }),
    after: onClose,
  });
  const nameOf = (id: string): string => resources.find((one) => one.id === id)?.name ?? "";
  const why = move.error instanceof ApiProblem ? whyNot(move.error) : undefined;
  return (
    <Confirm
      opened
      title={title}
      deed={t("move.do")}
      isBusy={move.isPending}
      disabled={move.isError}
      onConfirm={() => move.mutate()}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text>
          {booking.contactName ?? t("noName")} · {booking.serviceName}
        </Text>
        <Text c="dimmed" td="line-through">
          {dayAndTime(booking.startsAt, zone)} · {booking.resourceName}
        </Text>
        <Text fw={600}>
          {dayAndTime(startsAt, zone)} · {nameOf(resourceId ?? booking.resourceId)}
        </Text>
      </Stack>
      {why ? (
        <Alert color="red" icon={<IconAlertCircle size={18} />} title={move.error?.message} role="alert">
          {why}
        </Alert>
      ) : (
        <FormFailure error={move.error} />
      )}
    </Confirm>
  );
}
