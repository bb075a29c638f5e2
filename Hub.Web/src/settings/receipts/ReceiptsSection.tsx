import { SegmentedControl } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "~/page/Page";
import { useMay, useSession } from "~/session/session";
import { AccountReceipts } from "./AccountReceipts";
import { ErasureReceipts } from "./ErasureReceipts";

const kinds = ["contacts", "accounts"] as const;

/** What can be shown to somebody who asks whether they are really gone: contacts that were erased, accounts that were disconnected. */
export function ReceiptsSection() {
  const { t } = useTranslation("settings");
  const { of } = useSearch({ from: "/shell/settings/receipts" });
  const navigate = useNavigate({ from: "/settings/receipts" });
  const may = useMay();
  const { member } = useSession();
  const mine = kinds.filter((kind) =>
    kind === "accounts" ? may("connections.read") : may("contacts.erase") && member.sees === "all",
  );
  const shown = mine.find((kind) => kind === of) ?? mine[0];
  return (
    <Page
      title={t("section.receipts")}
      text={t("receipts.text")}
      tools={
        mine.length > 1 && (
          <SegmentedControl
            aria-label={t("receipts.of")}
            value={shown ?? "contacts"}
            onChange={(kind) => void navigate({ search: kind === "accounts" ? { of: kind } : {} })}
            data={mine.map((kind) => ({ value: kind, label: t(`receipts.${kind}.title`) }))}
          />
        )
      }
    >
      {shown === "contacts" && <ErasureReceipts />}
      {shown === "accounts" && <AccountReceipts />}
    </Page>
  );
}
