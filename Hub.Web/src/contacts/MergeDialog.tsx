import { Select, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "~/page/Dialog";
import { contactsQuery } from "./api";
import { MergePreview } from "./MergePreview";
import type { Contact } from "./types";

/** Finds the other contact, then shows what merging would do. */
export function MergeDialog({ contact, opened, onClose }: { contact: Contact; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("contacts");
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed, 250);
  const [other, setOther] = useState<Contact | null>(null);
  const found = useInfiniteQuery({ ...contactsQuery({ q }), placeholderData: keepPreviousData, enabled: opened });
  const contacts = (found.data?.pages.flatMap((page) => page.items) ?? []).filter((one) => one.id !== contact.id);
  return (
    <>
      <Dialog opened={opened && other === null} onClose={onClose} title={t("merge.open")}>
        <Stack mih="20rem">
          <Text>{t("merge.text", { name: contact.displayName ?? t("noName") })}</Text>
          <Select
            label={t("merge.other")}
            placeholder={t("searchHint")}
            searchable
            data={contacts.map((one) => ({
              value: one.id,
              label: [one.displayName ?? t("noName"), one.phone, one.email].filter(Boolean).join(" · "),
            }))}
            filter={({ options }) => options}
            value={null}
            onChange={(id) => setOther(contacts.find((one) => one.id === id) ?? null)}
            onSearchChange={setTyped}
            nothingFoundMessage={t("merge.nobody")}
            comboboxProps={{ withinPortal: true }}
            data-autofocus
          />
        </Stack>
      </Dialog>
      <MergePreview
        contactId={contact.id}
        other={other}
        onClose={() => {
          setOther(null);
          onClose();
        }}
      />
    </>
  );
}
