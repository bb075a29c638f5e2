import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Back } from "~/page/Back";
import { CsvImport } from "~/page/CsvImport";
import { Page } from "~/page/Page";
import { attributesQuery, importContacts } from "./api";

/** Contacts out of a file. */
export function ImportPage() {
  const { t } = useTranslation("contacts");
  const { data: attributes = [] } = useQuery(attributesQuery);
  return (
    <Page above={<Back to="/contacts">{t("title")}</Back>} title={t("import.title")} text={t("import.text")}>
      <CsvImport
        columns={["name", "phone", "email", "notes", ...attributes.map((one) => one.key)]}
        send={importContacts}
        refresh={[["contacts"]]}
        doLabel={(count) => t("import.do", { count })}
        look={<Anchor renderRoot={(props) => <Link to="/contacts" {...props} />}>{t("import.look")}</Anchor>}
        columnOf={(field) => (field === "displayName" ? "name" : field.replace(/^attributes\./, ""))}
      />
    </Page>
  );
}
