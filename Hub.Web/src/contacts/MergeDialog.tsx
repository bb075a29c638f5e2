import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "~/page/Dialog";
import { ContactSelect } from "./ContactSelect";
import { MergePreview } from "./MergePreview";
import type { Contact } from "./types";

/** Finds the other contact, then shows what merging would do. */
export function MergeDialog({ contact, opened, onClose }: { contact: Contact; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("contacts");
  const [other, setOther] = useState<Contact | null>(null);
  return (
    <>
      <Dialog opened={opened && other === null} onClose={onClose} title={t("merge.open")}>
        <Stack mih="20rem">
          <Text>{t("merge.text", { name: contact.displayName ?? t("noName") })}</Text>
          <ContactSelect label={t("merge.other")} value={null} onChange={setOther} except={contact.id} isFirst />
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
