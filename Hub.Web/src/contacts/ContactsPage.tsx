import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDownload, IconFileImport, IconPlus, IconSearch, IconUsers } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import { Page } from "~/page/Page";
import { SearchField } from "~/page/SearchField";
import { useFeed } from "~/page/useFeed";
import { useMay, useSession } from "~/session/session";
import { contactsQuery, exportAddress } from "./api";
import { ContactForm } from "./ContactForm";
import { ContactTable } from "./ContactTable";

const types = ["contact.changed"] as const;
const keys = [["contacts"]] as const;

/** Everybody who wrote, on whichever channel. */
export function ContactsPage() {
  const { t } = useTranslation("contacts");
  const { q } = useSearch({ from: "/shell/contacts" });
  const navigate = useNavigate({ from: "/contacts" });
  const may = useMay();
  const { member } = useSession();
  const [creates, { open, close }] = useDisclosure(false);
  const list = useInfiniteQuery({ ...contactsQuery({ q }), placeholderData: keepPreviousData });
  useFeed(types, keys);
  return (
    <Page
      title={t("title")}
      text={t("text")}
      actions={
        <>
          {may("contacts.export") && (
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              component="a"
              href={exportAddress}
              download="contacts.csv"
            >
              {t("export")}
            </Button>
          )}
          {may("contacts.write") && member.sees === "all" && (
            <Button variant="default" leftSection={<IconFileImport size={16} />} component={Link} to="/contacts/import">
              {t("import.title")}
            </Button>
          )}
          {may("contacts.write") && (
            <Button leftSection={<IconPlus size={16} />} onClick={open}>
              {t("new.title")}
            </Button>
          )}
        </>
      }
      tools={
        <SearchField
          value={q ?? ""}
          label={t("search")}
          hint={t("searchHint")}
          onFind={(text) => void navigate({ search: text ? { q: text } : {}, replace: true })}
        />
      }
    >
      <Card flush>
        <Listed
          list={list}
          empty={
            q ? (
              <Empty icon={IconSearch} title={t("none.title", { q })} text={t("none.text")} />
            ) : (
              <Empty icon={IconUsers} title={t("empty.title")} text={t("empty.text")} />
            )
          }
        >
          {(items) => <ContactTable items={items} />}
        </Listed>
      </Card>
      <Dialog opened={creates} onClose={close} title={t("new.title")}>
        <ContactForm
          onDone={(contact) => void navigate({ to: "/contacts/$contactId", params: { contactId: contact.id } })}
        />
      </Dialog>
    </Page>
  );
}
