import { Anchor, Button, Group, Stack } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { money } from "~/i18n/format";
import { Facts } from "~/page/Facts";
import { Failure } from "~/page/Failure";
import { RowsLoading } from "~/page/Rows";
import { SidePanel } from "~/page/SidePanel";
import { useMay } from "~/session/session";
import { bookingQuery } from "./api";
import { BookingDeeds } from "./BookingDeeds";
import { BookingState } from "./BookingState";
import { EditNote } from "./EditNote";
import { History } from "./History";
import { MoveBooking } from "./MoveBooking";
import { Reminders } from "./Reminders";
import type { Booking } from "./types";
import { useZone } from "./useZone";
import { longDay, timesOf } from "./words";
import { wallOf } from "./zone";

interface Props {
  id: string | undefined;
  /** Opens with the form to move it. */
  moves?: boolean;
  onClose: () => void;
}

/** One booking: who, what, when, and where it goes from here. */
export function BookingPanel({ id, moves, onClose }: Props) {
  const { t } = useTranslation("bookings");
  const booking = useQuery({ ...bookingQuery(id ?? ""), enabled: id !== undefined });
  return (
    <SidePanel opened={id !== undefined} onClose={onClose} title={booking.data?.serviceName ?? t("one")}>
      {id && booking.isPending && <RowsLoading />}
      {id && booking.isError && <Failure error={booking.error} again={booking.refetch} />}
      {id && booking.data && <Body key={id} booking={booking.data} moves={moves ?? false} />}
    </SidePanel>
  );
}

function Body({ booking, moves }: { booking: Booking; moves: boolean }) {
  const { t } = useTranslation("bookings");
  const may = useMay()("bookings.write");
  const [form, setForm] = useState<"move" | "note" | null>(moves && booking.canMove ? "move" : null);
  const close = () => setForm(null);
  return (
    <Stack gap="lg">
      <About booking={booking} />
      {form === "move" && <MoveBooking booking={booking} onDone={close} />}
      {form === "note" && <EditNote booking={booking} onDone={close} />}
      {form === null && (
        <Stack gap="xs">
          <BookingDeeds booking={booking} onMove={() => setForm("move")} />
          {may && (
            <Group>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                leftSection={<IconPencil size={14} />}
                onClick={() => setForm("note")}
              >
                {t(booking.note ? "editNote" : "addNote")}
              </Button>
            </Group>
          )}
        </Stack>
      )}
      <Reminders reminders={booking.reminders} />
      <History booking={booking} />
    </Stack>
  );
}

function About({ booking }: { booking: Booking }) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  const may = useMay();
  const name = booking.contactName ?? t("noName");
  return (
    <Facts
      items={[
        [t("column.state"), <BookingState key="state" state={booking.state} />],
        [t("column.when"), `${longDay(wallOf(booking.startsAt, zone).day)}, ${timesOf(booking, zone)}`],
        [t("resource.one"), booking.resourceName],
        [
          t("column.contact"),
          may("contacts.read") ? (
            <Anchor
              key="contact"
              renderRoot={(props) => (
                <Link to="/contacts/$contactId" params={{ contactId: booking.contactId }} {...props} />
              )}
            >
              {name}
            </Anchor>
          ) : (
            name
          ),
        ],
        [
          t("conversation"),
          may("conversations.read") && (
            <Anchor
              key="conversation"
              renderRoot={(props) => (
                <Link
                  to="/inbox/$conversationId"
                  params={{ conversationId: booking.conversationId }}
                  search={{}}
                  {...props}
                />
              )}
            >
              {t("openConversation")}
            </Anchor>
          ),
        ],
        [t("party"), booking.partySize > 1 && booking.partySize],
        [t("service.price"), booking.price !== null && money(booking.price, booking.currency ?? "VND")],
        [t("note"), booking.note],
      ]}
    />
  );
}
