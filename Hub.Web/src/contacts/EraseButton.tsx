import { Anchor, Button, Checkbox, List, Stack, Text } from "@mantine/core";
import { IconDownload, IconUserX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "~/page/Confirm";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { contactArchiveAddress, eraseContact } from "./api";

const places = ["messages", "contact", "orders", "elsewhere"] as const;

interface Props {
  contactId: string;
  name: string;
}

/** Takes everything about the contact along as a file. */
export function ExportButton({ contactId }: { contactId: string }) {
  const { t } = useTranslation("contacts");
  if (!useMay()("contacts.export")) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      component="a"
      href={contactArchiveAddress(contactId)}
      download
    >
      {t("archive.do")}
    </Button>
  );
}

/** Erases the contact for good, after a question that says what goes and what stays. */
export function EraseButton({ contactId, name }: Props) {
  const { t } = useTranslation("contacts");
  const may = useMay();
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const [understood, setUnderstood] = useState(false);
  const close = () => {
    setAsks(false);
    setUnderstood(false);
  };
  const deed = useDeed(() => eraseContact(contactId), {
    says: t("erase.done"),
    refresh: [["contacts"], ["conversations"]],
    after: () => navigate({ to: "/contacts" }),
  });
  if (!may("contacts.erase")) return null;
  return (
    <>
      <Button variant="default" c="var(--hub-bad)" leftSection={<IconUserX size={16} />} onClick={() => setAsks(true)}>
        {t("erase.open")}
      </Button>
      <Confirm
        opened={asks}
        title={t("erase.title", { name })}
        deed={t("erase.do")}
        isDangerous
        isBusy={deed.isPending}
        disabled={!understood}
        onConfirm={() => deed.mutate()}
        onClose={close}
      >
        <Stack gap="sm">
          <List spacing={4}>
            {places.map((place) => (
              <List.Item key={place}>{t(`erase.places.${place}`)}</List.Item>
            ))}
          </List>
          {may("contacts.export") && (
            <Text>
              {t("erase.first")}{" "}
              <Anchor href={contactArchiveAddress(contactId)} download>
                {t("archive.do")}
              </Anchor>
            </Text>
          )}
          <Checkbox
            label={t("erase.understood")}
            checked={understood}
            onChange={(event) => setUnderstood(event.currentTarget.checked)}
          />
        </Stack>
      </Confirm>
    </>
  );
}
