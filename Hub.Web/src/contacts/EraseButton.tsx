import { Anchor, Button, Text } from "@mantine/core";
import { IconDownload, IconUserX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { FinalDeed } from "~/page/FinalDeed";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { contactArchiveAddress, eraseContact } from "./api";

const places = ["messages", "contact", "orders", "elsewhere"] as const;

interface Props {
  contactId: string;
  name: string;
  onErased: (receiptId: string) => void;
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
export function EraseButton({ contactId, name, onErased }: Props) {
  const { t } = useTranslation("contacts");
  const may = useMay();
  const deed = useDeed(() => eraseContact(contactId), {
    says: t("erase.done"),
    refresh: [["conversations"], ["erasures", "pages"]],
    after: (receipt) => onErased(receipt.id),
  });
  if (!may("contacts.erase")) return null;
  return (
    <FinalDeed
      icon={<IconUserX size={16} />}
      label={t("erase.open")}
      title={t("erase.title", { name })}
      deed={t("erase.do")}
      means={places.map((place) => t(`erase.places.${place}`))}
      understood={t("erase.understood")}
      isBusy={deed.isPending}
      onConfirm={(done) => deed.mutate(undefined, { onSuccess: done })}
    >
      {may("contacts.export") && (
        <Text>
          {t("erase.first")}{" "}
          <Anchor href={contactArchiveAddress(contactId)} download>
            {t("archive.do")}
          </Anchor>
        </Text>
      )}
    </FinalDeed>
  );
}
