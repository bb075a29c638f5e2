import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fullTime, number } from "~/i18n/format";
import { Back } from "~/page/Back";
import { Card } from "~/page/Card";
import { Facts } from "~/page/Facts";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { RowsLoading } from "~/page/Rows";
import { StateBadge } from "~/page/StateBadge";
import { erasureQuery } from "./api";

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
          <StateBadge color={data.doneAt ? "green" : "orange"}>
            {t(data.doneAt ? "erase.receipt.isDone" : "erase.receipt.isPending")}
          </StateBadge>
        )
      }
    >
      {isPending && <RowsLoading />}
      {error && <Failure error={error} again={refetch} />}
      {data && (
        <Card>
          <Facts
            items={[
              [t("erase.receipt.id"), data.id],
              [t("erase.receipt.at"), fullTime(data.at)],
              [t("erase.receipt.doneAt"), data.doneAt && fullTime(data.doneAt)],
              [t("erase.receipt.scrubbedAt"), data.scrubbedAt && fullTime(data.scrubbedAt)],
              ...data.removed.map((one): [string, string] => [
                t(`erase.receipt.place.${one.place}`),
                number(one.count),
              ]),
            ]}
          />
        </Card>
      )}
    </Page>
  );
}
