import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { changeBooking } from "./api";
import type { Booking } from "./types";
import { useBookingDeed } from "./useBookingDeed";

/** For the business alone. */
export function EditNote({ booking, onDone }: { booking: Booking; onDone: () => void }) {
  const { t } = useTranslation("bookings");
  const [seen] = useState(booking);
  const [note, setNote] = useState(seen.note ?? "");
  const save = useBookingDeed(() => changeBooking(seen, { note }), { inForm: true, says: t("saved"), after: onDone });
  return (
    <Form onSubmit={() => save.mutate()}>
      <FormFailure error={save.error} fields={["note"]} />
      <Textarea
        label={t("note")}
        description={t("noteHelp")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={fieldsOf(save.error).note}
        autosize
        minRows={3}
        maxRows={10}
        data-autofocus
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t("back")}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t("save")}
        </Button>
      </Group>
    </Form>
  );
}
