import { Button, Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "~/api/problem";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { NumberField, type Typed } from "~/page/NumberField";
import { useNow } from "~/shell/useNow";
import { changeBooking, resourcesQuery, servicesQuery } from "./api";
import { laterOf } from "./days";
import { SlotPicker } from "./SlotPicker";
import { whyNot } from "./slots";
import type { Booking } from "./types";
import { useBookingDeed } from "./useBookingDeed";
import { useZone } from "./useZone";
import { dayAndTime } from "./words";
import { wallOf } from "./zone";

/** Another time, other staff or another number of people, out of what is free. */
export function MoveBooking({ booking, onDone }: { booking: Booking; onDone: () => void }) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  const today = wallOf(useNow(), zone).day;
  const { data: services = [] } = useQuery(servicesQuery);
  const { data: resources = [] } = useQuery(resourcesQuery);
  const [seen] = useState(booking); // the hub refuses a move of what is another booking by now
  const [resourceId, setResource] = useState(seen.resourceId);
  const [partySize, setParty] = useState<Typed>(seen.partySize);
  const [startsAt, setStart] = useState<string | null>(null);
  const [day, setDay] = useState(() => laterOf(wallOf(seen.startsAt, zone).day, today));
  const service = services.find((one) => one.id === seen.serviceId);
  const who = resources.filter((one) => service?.resourceIds.includes(one.id) || one.id === seen.resourceId);
  const move = useBookingDeed(
    () => changeBooking(seen, { startsAt: startsAt ?? seen.startsAt, resourceId, partySize: partySize || 1 }),
    { inForm: true, says: (moved) => t("move.done", { time: dayAndTime(moved.startsAt, zone) }), after: onDone },
  );
  const errors = fieldsOf(move.error);
  return (
    <Form onSubmit={() => move.mutate()}>
      <FormFailure error={move.error} fields={["startsAt", "resourceId", "partySize"]} />
      <Select
        label={t("resource.one")}
        data={who.map(({ id, name }) => ({ value: id, label: name }))}
        value={resourceId}
        onChange={(id) => {
          if (id) setResource(id);
          setStart(null);
        }}
        error={errors.resourceId}
        allowDeselect={false}
        data-autofocus
      />
      {(service?.capacity ?? 1) > 1 && (
        <NumberField
          label={t("party")}
          value={partySize}
          onChange={setParty}
          error={errors.partySize}
          digits={0}
          maw="12rem"
        />
      )}
      <SlotPicker
        wanted={{ serviceId: seen.serviceId, resourceId, partySize: partySize || 1, bookingId: seen.id }}
        day={day}
        onDay={setDay}
        value={startsAt}
        onChange={setStart}
        error={(move.error instanceof ApiProblem && whyNot(move.error)) || undefined}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t("back")}
        </Button>
        <Button
          type="submit"
          loading={move.isPending}
          disabled={!startsAt && resourceId === seen.resourceId && partySize === seen.partySize}
        >
          {t("move.do")}
        </Button>
      </Group>
    </Form>
  );
}
