import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { contactQuery, contactsQuery } from "~/contacts/api";
import { fullTime } from "~/i18n/format";
import { useMay } from "~/session/session";

/** An order belongs to a conversation: the contact first, then which of their conversations. */
export function ConversationPicker({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const { t } = useTranslation("orders");
  const may = useMay();
  const [contactId, setContactId] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed, 250);
  const found = useInfiniteQuery({ ...contactsQuery({ q }), placeholderData: keepPreviousData });
  const card = useQuery({ ...contactQuery(contactId ?? ""), enabled: contactId !== null });
  const { data: connections } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const contacts = found.data?.pages.flatMap((page) => page.items) ?? [];
  const conversations = contactId ? (card.data?.conversations ?? []) : [];
  return (
    <>
      <Select
        label={t("new.contact")}
        placeholder={t("new.contactHint")}
        searchable
        data={contacts.map((contact) => ({
          value: contact.id,
          label: [contact.displayName ?? t("noName"), contact.phone].filter(Boolean).join(" · "),
        }))}
        filter={({ options }) => options}
        value={contactId}
        onChange={(id) => {
          setContactId(id);
          onChange(null);
        }}
        onSearchChange={setTyped}
        nothingFoundMessage={t("new.nobody")}
        required
      />
      {contactId && (
        <Select
          label={t("conversation")}
          data={conversations.map((one) => ({
            value: one.id,
            label: `${connections?.find((connection) => connection.id === one.connectionId)?.name ?? one.connectorId} · ${fullTime(one.lastActivityAt)}`,
          }))}
          value={value}
          onChange={onChange}
          placeholder={card.data && conversations.length === 0 ? t("new.noConversation") : t("new.pick")}
          required
        />
      )}
    </>
  );
}
