import { Button, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowMerge, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Back } from "~/page/Back";
import { Dialog } from "~/page/Dialog";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { RowsLoading } from "~/page/Rows";
import { useFeed } from "~/page/useFeed";
import { useMay } from "~/session/session";
import { contactQuery } from "./api";
import { BlockButton } from "./BlockButton";
import { ContactAbout } from "./ContactAbout";
import { ContactForm } from "./ContactForm";
import { ContactHistory } from "./ContactHistory";
import classes from "./Contacts.module.css";
import { Duplicates } from "./Duplicates";
import { EraseButton, ExportButton } from "./EraseButton";
import { ErasureReceipt } from "./ErasureReceipt";
import { MergeDialog } from "./MergeDialog";

const types = ["contact.changed", "conversation.changed"] as const;
const keys = [["contacts", "one"], ["bookings"]] as const;

/** Everything about one person, on one card. */
export function ContactPage() {
  const { t } = useTranslation("contacts");
  const { contactId } = useParams({ from: "/shell/contacts/$contactId" });
  const may = useMay()("contacts.write");
  const card = useQuery(contactQuery(contactId));
  const [edits, edit] = useDisclosure(false);
  const [merges, merge] = useDisclosure(false);
  // Of whom, too: the page stays when one goes from one contact to another.
  const [erased, setErased] = useState<{ contactId: string; receiptId: string } | null>(null);
  useFeed(types, keys);
  const contact = card.data?.contact;
  if (erased?.contactId === contactId) return <ErasureReceipt id={erased.receiptId} />;
  return (
    <Page
      above={<Back to="/contacts">{t("title")}</Back>}
      title={contact ? (contact.displayName ?? t("noName")) : t(card.isError ? "title" : "loading")}
      actions={
        contact && (
          <Group gap="xs">
            <ExportButton contactId={contact.id} />
            <EraseButton
              contactId={contact.id}
              name={contact.displayName ?? t("noName")}
              onErased={(receiptId) => setErased({ contactId, receiptId })}
            />
            <BlockButton contactId={contact.id} isBlocked={card.data?.isBlocked ?? false} />
            {may && (
              <>
                <Button variant="default" leftSection={<IconArrowMerge size={16} />} onClick={merge.open}>
                  {t("merge.open")}
                </Button>
                <Button leftSection={<IconPencil size={16} />} onClick={edit.open}>
                  {t("edit")}
                </Button>
              </>
            )}
          </Group>
        )
      }
    >
      {card.isPending && <RowsLoading />}
      {card.isError && <Failure error={card.error} again={card.refetch} />}
      {card.data && contact && (
        <div className={classes.columns}>
          <Stack gap="lg">
            {may && <Duplicates contactId={contact.id} />}
            <ContactHistory card={card.data} />
          </Stack>
          <div className={classes.about}>
            <ContactAbout card={card.data} />
          </div>
          <Dialog opened={edits} onClose={edit.close} title={t("edit")}>
            <ContactForm contact={contact} onDone={edit.close} />
          </Dialog>
          <MergeDialog contact={contact} opened={merges} onClose={merge.close} />
        </div>
      )}
    </Page>
  );
}
