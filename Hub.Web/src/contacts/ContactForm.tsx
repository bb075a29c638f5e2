import { Button, Group, NumberInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { marks } from "~/i18n/format";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { attributesQuery, changeContact, createContact } from "./api";
import type { Attribute, AttributeValue, Contact } from "./types";

/** A contact's fields; those of a new one when none is given. */
export function ContactForm({ contact, onDone }: { contact?: Contact; onDone: (contact: Contact) => void }) {
  const { t } = useTranslation("contacts");
  const { data: attributes = [] } = useQuery(attributesQuery);
  const [draft, setDraft] = useState({
    displayName: contact?.displayName ?? "",
    phone: contact?.phone ?? "",
    email: contact?.email ?? "",
    notes: contact?.notes ?? "",
  });
  const [values, setValues] = useState<Record<string, AttributeValue>>(contact?.attributes ?? {});
  const save = useDeed(
    () =>
      contact
        ? changeContact(contact.id, { ...draft, attributes: values })
        : createContact({ ...draft, attributes: values }),
    { inForm: true, says: t(contact ? "saved" : "new.done"), refresh: [["contacts"]], after: onDone },
  );
  const set = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const errors = fieldsOf(save.error);
  const names = ["displayName", "phone", "email", "notes", ...attributes.map((one) => `attributes.${one.key}`)];
  return (
    <Form onSubmit={() => save.mutate()}>
      <FormFailure error={save.error} fields={names} />
      <TextInput
        label={t("field.name")}
        value={draft.displayName}
        onChange={(event) => set({ displayName: event.currentTarget.value })}
        error={errors.displayName}
        data-autofocus
      />
      <TextInput
        label={t("field.phone")}
        type="tel"
        value={draft.phone}
        onChange={(event) => set({ phone: event.currentTarget.value })}
        error={errors.phone}
        placeholder="0912 345 678"
      />
      <TextInput
        label={t("field.email")}
        type="email"
        value={draft.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
        error={errors.email}
      />
      {attributes.map((attribute) => (
        <AttributeField
          key={attribute.id}
          attribute={attribute}
          value={values[attribute.key] ?? null}
          error={errors[`attributes.${attribute.key}`]}
          onChange={(value) => setValues((before) => ({ ...before, [attribute.key]: value }))}
        />
      ))}
      <Textarea
        label={t("field.notes")}
        description={t("field.notesHelp")}
        value={draft.notes}
        onChange={(event) => set({ notes: event.currentTarget.value })}
        error={errors.notes}
        autosize
        minRows={2}
        maxRows={8}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={save.isPending}>
          {t(contact ? "save" : "new.do")}
        </Button>
      </Group>
    </Form>
  );
}

interface FieldProps {
  attribute: Attribute;
  value: AttributeValue;
  error: string | undefined;
  onChange: (value: AttributeValue) => void;
}

function AttributeField({ attribute, value, error, onChange }: FieldProps) {
  const shared = { label: attribute.label, error };
  const text = typeof value === "string" ? value : "";
  switch (attribute.type) {
    case "number":
      return (
        <NumberInput
          {...shared}
          decimalSeparator={marks().decimalSeparator}
          allowedDecimalSeparators={[".", ","]}
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(typeof next === "number" ? next : null)}
        />
      );
    case "boolean":
      return (
        <Switch {...shared} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      );
    case "choice":
      return <Select {...shared} data={attribute.choices} value={text || null} onChange={onChange} clearable />;
    default:
      return (
        <TextInput
          {...shared}
          type={attribute.type === "date" ? "date" : "text"}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      );
  }
}
