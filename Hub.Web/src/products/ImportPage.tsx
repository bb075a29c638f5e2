import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Back } from "~/page/Back";
import { CsvImport } from "~/page/CsvImport";
import { Page } from "~/page/Page";
import { importProducts } from "./api";

const columns = ["code", "name", "price", "currency", "active"];

/** Products out of a file. */
export function ImportPage() {
  const { t } = useTranslation("products");
  return (
    <Page above={<Back to="/products">{t("title")}</Back>} title={t("import.title")} text={t("import.text")}>
      <CsvImport
        columns={columns}
        send={importProducts}
        refresh={[["products"]]}
        doLabel={(count) => t("import.do", { count })}
        look={<Anchor renderRoot={(props) => <Link to="/products" {...props} />}>{t("import.look")}</Anchor>}
      />
    </Page>
  );
}
