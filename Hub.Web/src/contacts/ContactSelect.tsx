import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { contactsQuery } from "./api";
import type { Contact } from "./types";

// Nothing else tells two people without a name apart.
const reaches = ({ phone, email }: Contact): boolean => Boolean(phone ?? email);

interface Props {
  label: string;
  value: Contact | null;
  onChange: (contact: Contact | null) => void;
  /** The one that must not be chosen. */
  except?: string;
  /** Takes the focus of the dialog, and shows whom there is at once. */
  isFirst?: boolean;
}

/** A contact, found by the words that one types. */
export function ContactSelect({ label, value, onChange, except, isFirst }: Props) {
  const { t } = useTranslation("contacts");
  const [typed, setTyped] = useState("");
  const nameOf = (contact: Contact) =>
    [
      contact.displayName ?? t("noName"),
      contact.phone,
      contact.email,
      !reaches(contact) && fullTime(contact.lastSeenAt),
    ]
      .filter(Boolean)
      .join(" · ");
  // The name of the chosen one stands in the field; nobody means to look for that.
  const [q] = useDebouncedValue(value && typed === nameOf(value) ? "" : typed, 250);
  const found = useInfiniteQuery({ ...contactsQuery({ q }), placeholderData: keepPreviousData });
  const others = (found.data?.pages.flatMap((page) => page.items) ?? []).filter((one) => one.id !== value?.id);
  const contacts = [...(value ? [value] : []), ...others].filter((one) => one.id !== except);
  return (
    <Select
      label={label}
      placeholder={t("searchHint")}
      searchable
      data={contacts.map((contact) => ({ value: contact.id, label: nameOf(contact) }))}
      filter={({ options }) => options}
      value={value?.id ?? null}
      onChange={(id) => onChange(contacts.find((one) => one.id === id) ?? null)}
      onSearchChange={setTyped}
      nothingFoundMessage={t("nobody")}
      required
      data-autofocus={isFirst || undefined}
    />
  );
}
