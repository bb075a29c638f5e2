import { IconUserX } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { erasureReceiptAddress, erasuresQuery } from "~/contacts/api";
import { ErasureFacts } from "~/contacts/ErasureFacts";
import { ErasureState } from "~/contacts/ErasureState";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import classes from "../Settings.module.css";
import { ReceiptRow } from "./ReceiptRow";
import { useActorName } from "./useActorName";

/** Contacts that were erased: the receipts name none of them. */
export function ErasureReceipts() {
  const { t } = useTranslation(["settings", "contacts"]);
  const list = useInfiniteQuery({
    ...erasuresQuery,
    // Until all that is being erased is gone.
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((erasure) => !erasure.doneAt)) ? 3000 : false,
  });
  const nameOf = useActorName();
  return (
    <Card flush>
      <Listed
        list={list}
        empty={<Empty icon={IconUserX} title={t("receipts.contacts.empty")} text={t("receipts.contacts.emptyText")} />}
      >
        {(erasures) => (
          <ul className={classes.receipts} aria-label={t("receipts.contacts.title")}>
            {erasures.map((erasure) => (
              <ReceiptRow
                key={erasure.id}
                name={t("receipts.contacts.one", { id: erasure.id.slice(-12) })}
                at={erasure.at}
                by={nameOf(erasure.actor)}
                state={<ErasureState erasure={erasure} />}
                address={erasureReceiptAddress(erasure.id)}
                title={t("contacts:erase.receipt.title")}
              >
                <ErasureFacts erasure={erasure} />
              </ReceiptRow>
            ))}
          </ul>
        )}
      </Listed>
    </Card>
  );
}
