import { Button, Group, SegmentedControl, Select, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "~/api/problem";
import { duration, money } from "~/i18n/format";
import { ConversationPicker } from "~/orders/ConversationPicker";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { NumberField, type Typed } from "~/page/NumberField";
import { createBooking, resourcesQuery, servicesQuery } from "./api";
import type { Day } from "./days";
import { SlotPicker } from "./SlotPicker";
import { whyNot } from "./slots";
import type { Booking, BookingState, Service } from "./types";
import { useBookingDeed } from "./useBookingDeed";
import { useZone } from "./useZone";
import { dayAndTime } from "./words";

const firstStates = ["confirmed", "requested"] as const satisfies BookingState[];
const named = ["serviceId", "resourceId", "startsAt", "partySize", "note"];

interface Props {
  /** To be chosen when left out. */
  conversationId?: string;
  firstDay: Day;
  onDone: (booking: Booking) => unknown;
}

/** Writes down a time that was agreed on: of what, with whom, when. */
export function NewBooking({ conversationId, firstDay, onDone }: Props) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  const { data: services = [] } = useQuery(servicesQuery);
  const { data: resources = [] } = useQuery(resourcesQuery);
  const [picked, setPicked] = useState<string | null>(conversationId ?? null);
  const [serviceId, setService] = useState<string | null>(null);
  const [resourceId, setResource] = useState<string | null>(null);
  const [day, setDay] = useState(firstDay);
  const [startsAt, setStart] = useState<string | null>(null);
  const [partySize, setParty] = useState<Typed>(1);
  const [state, setState] = useState<BookingState>("confirmed");
  const [note, setNote] = useState("");
  const offered = services.filter((one) => one.isActive);
  const service = offered.find((one) => one.id === serviceId) ?? (offered.length === 1 ? offered[0] : undefined);
  const who = resources.filter((one) => one.isActive && service?.resourceIds.includes(one.id));
  const create = useBookingDeed(
    () =>
      createBooking(picked ?? "", {
        serviceId: service?.id ?? "",
        resourceId,
        startsAt,
        partySize: partySize || 1,
        state,
        note,
      }),
    { inForm: true, says: (booking) => t("new.done", { time: dayAndTime(booking.startsAt, zone) }), after: onDone },
  );
  const errors = fieldsOf(create.error);
  return (
    <Form onSubmit={() => create.mutate()}>
      <FormFailure error={create.error} fields={named} />
      {conversationId ? null : <ConversationPicker value={picked} onChange={setPicked} />}
      <Select
        label={t("service.one")}
        placeholder={t("new.pickService")}
        description={service && aboutOf(service)}
        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        value={service?.id ?? null}
        onChange={(id) => {
          setService(id);
          setResource(null);
          setStart(null);
        }}
        error={errors.serviceId}
        allowDeselect={false}
        searchable
        required
      />
      {service && (
        <>
          <Select
            label={t("resource.one")}
            placeholder={t("new.anybody")}
            data={who.map(({ id, name }) => ({ value: id, label: name }))}
            value={resourceId}
            onChange={(id) => {
              setResource(id);
              setStart(null);
            }}
            error={errors.resourceId}
            clearable
          />
          {service.capacity > 1 && (
            <NumberField
              label={t("party")}
              value={partySize}
              onChange={(size) => {
                setParty(size);
                setStart(null);
              }}
              error={errors.partySize}
              digits={0}
              max={service.capacity}
              maw="12rem"
            />
          )}
        </>
      )}
      <SlotPicker
        wanted={
          service ? { serviceId: service.id, resourceId: resourceId ?? undefined, partySize: partySize || 1 } : null
        }
        day={day}
        onDay={setDay}
        value={startsAt}
        onChange={setStart}
        error={(create.error instanceof ApiProblem && whyNot(create.error)) || undefined}
      />
      <Textarea
        label={t("note")}
        description={t("noteHelp")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={errors.note}
        autosize
        minRows={2}
        maxRows={6}
      />
      <Stack gap={4} align="flex-start">
        <Text fz="sm" fw={500} component="span">
          {t("column.state")}
        </Text>
        <SegmentedControl
          aria-label={t("column.state")}
          value={state}
          onChange={(value) => setState(value as BookingState)}
          data={firstStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </Stack>
      <Group justify="flex-end">
        <Button type="submit" loading={create.isPending} disabled={!picked || !service || !startsAt}>
          {t("new.do")}
        </Button>
      </Group>
    </Form>
  );
}

const aboutOf = (service: Service): string =>
  [
    duration(service.durationMinutes * 60_000),
    service.price !== null && money(service.price, service.currency ?? "VND"),
  ]
    .filter(Boolean)
    .join(" · ");
