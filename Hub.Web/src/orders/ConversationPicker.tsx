import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { contactQuery } from "~/contacts/api";
import { ContactSelect } from "~/contacts/ContactSelect";
import type { Contact } from "~/contacts/types";
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
  const [contact, setContact] = useState<Contact | null>(null);
  const card = useQuery({ ...contactQuery(contact?.id ?? ""), enabled: contact !== null });
  const { data: connections } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const conversations = contact ? (card.data?.conversations ?? []) : [];
  return (
    <>
      <ContactSelect
        label={t("new.contact")}
        value={contact}
        onChange={(chosen) => {
          setContact(chosen);
          onChange(null);
        }}
      />
      {contact && (
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
