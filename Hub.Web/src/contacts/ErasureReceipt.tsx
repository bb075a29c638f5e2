import { Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Back } from "~/page/Back";
import { Card } from "~/page/Card";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { ReceiptDownloads } from "~/page/ReceiptDownloads";
import { RowsLoading } from "~/page/Rows";
import { erasureQuery, erasureReceiptAddress } from "./api";
import { ErasureFacts } from "./ErasureFacts";
import { ErasureState } from "./ErasureState";

/** What went from where, in the place of the contact that is gone. */
export function ErasureReceipt({ id }: { id: string }) {
  const { t } = useTranslation("contacts");
  const { data, error, isPending, refetch } = useQuery(erasureQuery(id));
  return (
    <Page
      above={<Back to="/contacts">{t("title")}</Back>}
      title={t("erase.receipt.title")}
      text={t("erase.receipt.text")}
      actions={
        data && (
          <Group gap="sm">
            <ErasureState erasure={data} />
            <ReceiptDownloads address={erasureReceiptAddress(id)} />
          </Group>
        )
      }
    >
      {isPending && <RowsLoading />}
      {error && <Failure error={error} again={refetch} />}
      {data && (
        <Card>
          <ErasureFacts erasure={data} />
        </Card>
      )}
    </Page>
  );
}
