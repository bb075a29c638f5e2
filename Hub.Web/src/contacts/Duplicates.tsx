import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconUsersPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { duplicatesQuery } from "./api";
import { MergePreview } from "./MergePreview";
import type { Contact } from "./types";

/** Contacts that may be the same person, and what speaks for it. A person decides. */
export function Duplicates({ contactId }: { contactId: string }) {
  const { t } = useTranslation("contacts");
  const { data } = useQuery(duplicatesQuery(contactId));
  const [chosen, setChosen] = useState<Contact | null>(null);
  if (!data || data.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconUsersPlus size={18} />} title={t("duplicates.title")}>
      <Stack gap="sm">
        {data.map(({ contact, evidence }) => (
          <Group key={contact.id} justify="space-between">
            <Stack gap={0}>
              <Text fz="sm" fw={600}>
                {contact.displayName ?? t("noName")}
              </Text>
              <Text fz="sm">
                {evidence.map((one) => t(`duplicates.${one.kind}`, { value: one.value })).join(" · ")}
              </Text>
            </Stack>
            <Button size="compact-sm" variant="default" onClick={() => setChosen(contact)}>
              {t("duplicates.compare")}
            </Button>
          </Group>
        ))}
      </Stack>
      <MergePreview contactId={contactId} other={chosen} onClose={() => setChosen(null)} />
    </Alert>
  );
}
