import { Button } from "@mantine/core";
import { IconFileImport, IconPackage, IconPlus, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import { Page } from "~/page/Page";
import { SearchField } from "~/page/SearchField";
import { useMay } from "~/session/session";
import { productsQuery } from "./api";
import { ProductForm } from "./ProductForm";
import { ProductTable } from "./ProductTable";
import type { Product } from "./types";

/** What the shop sells: orders are made from it, and codes in messages are read by it. */
export function ProductsPage() {
  const { t } = useTranslation("products");
  const { q } = useSearch({ from: "/shell/products" });
  const navigate = useNavigate({ from: "/products" });
  const may = useMay()("products.manage");
  const list = useInfiniteQuery({ ...productsQuery({ q }), placeholderData: keepPreviousData });
  const [edited, setEdited] = useState<Product | "new" | null>(null);
  const close = () => setEdited(null);
  return (
    <Page
      title={t("title")}
      text={t("text")}
      actions={
        may && (
          <>
            <Button variant="default" leftSection={<IconFileImport size={16} />} component={Link} to="/products/import">
              {t("import.title")}
            </Button>
            <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
              {t("add")}
            </Button>
          </>
        )
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
              <Empty icon={IconPackage} title={t("empty.title")} text={t("empty.text")} />
            )
          }
        >
          {(items) => <ProductTable items={items} onEdit={setEdited} />}
        </Listed>
      </Card>
      <Dialog opened={edited !== null} onClose={close} title={t(edited === "new" ? "add" : "edit")}>
        {edited && <ProductForm product={edited === "new" ? null : edited} onDone={close} />}
      </Dialog>
    </Page>
  );
}
