import { Button, Group, MultiSelect, Select, SimpleGrid, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isShown } from "~/automation/hours";
import { OwnHours } from "~/automation/OwnHours";
import { digitsOf } from "~/i18n/format";
import { currencies } from "~/orders/types";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { NumberField } from "~/page/NumberField";
import { useDeed } from "~/page/useDeed";
import { resourcesQuery, saveService } from "../api";
import type { Service } from "../types";
import { bodyOf, draftOf, type ServiceDraft } from "./draft";
import { ReminderFields } from "./ReminderFields";

const minutes = ["durationMinutes", "stepMinutes", "bufferBefore", "bufferAfter"] as const;
const named = ["name", "capacity", "price", "currency", "resourceIds", ...minutes];

export function ServiceForm({ service, onDone }: { service: Service | null; onDone: () => void }) {
  const { t } = useTranslation("bookings");
  const { data: resources = [] } = useQuery(resourcesQuery);
  const [draft, setDraft] = useState(() =>
    draftOf(service, resources.length === 1 ? resources.map((one) => one.id) : []),
  );
  const set = (part: Partial<ServiceDraft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useDeed(() => saveService(service?.id, bodyOf(draft, service?.hours?.timeZone ?? null)), {
    inForm: true,
    says: t("saved"),
    refresh: [["services"], ["slots"]],
    after: onDone,
  });
  const errors = fieldsOf(save.error);
  return (
    <Form onSubmit={() => save.mutate()}>
      <FormFailure
        error={save.error}
        fields={[
          ...named,
          ...Object.keys(errors).filter(
            (one) =>
              isShown(one) || /^reminders\.(minutesBefore|textVi|textEn|templates\[\d+\](\.parameters)?)$/.test(one),
          ),
        ]}
      />
      <TextInput
        label={t("service.name")}
        placeholder={t("service.nameExample")}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={errors.name}
        required
        data-autofocus
      />
      <MultiSelect
        label={t("service.who")}
        description={t(resources.length === 0 ? "service.nobodyYet" : "service.whoHelp")}
        data={resources.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.resourceIds}
        onChange={(resourceIds) => set({ resourceIds })}
        error={errors.resourceIds}
        searchable
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
        {minutes.map((name) => (
          <NumberField
            key={name}
            label={t(`service.${name}`)}
            description={t(`service.help.${name}`)}
            value={draft[name]}
            onChange={(value) => set({ [name]: value })}
            error={errors[name]}
            digits={0}
            suffix={t("service.minutes")}
            required={name === "durationMinutes"}
          />
        ))}
        <NumberField
          label={t("service.price")}
          description={t("service.help.price")}
          value={draft.price}
          onChange={(price) => set({ price })}
          error={errors.price}
          digits={digitsOf(draft.currency)}
          inThousands
        />
        <Select
          label={t("service.currency")}
          description={t("service.help.currency")}
          data={[...new Set([draft.currency, ...currencies])]}
          value={draft.currency}
          onChange={(currency) => currency && set({ currency })}
          error={errors.currency}
          allowDeselect={false}
        />
        <NumberField
          label={t("service.capacity")}
          description={t("service.help.capacity")}
          value={draft.capacity}
          onChange={(capacity) => set({ capacity })}
          error={errors.capacity}
          digits={0}
        />
      </SimpleGrid>
      <OwnHours
        label={t("service.hours")}
        description={t("service.hoursHelp")}
        hours={draft.hours}
        onChange={(hours) => set({ hours })}
        errors={errors}
        zone={service?.hours?.timeZone}
      />
      <ReminderFields draft={draft} onChange={set} errors={errors} />
      <Switch
        label={t("service.active")}
        description={t("service.activeHelp")}
        checked={draft.isActive}
        onChange={(event) => set({ isActive: event.currentTarget.checked })}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={save.isPending}>
          {t("save")}
        </Button>
      </Group>
    </Form>
  );
}
