import { Anchor } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { allReceiptsQuery, receiptAddress } from "~/connections/api";
import { ReceiptFacts } from "~/connections/ReceiptFacts";
import type { Receipt } from "~/connections/types";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import { StateBadge } from "~/page/StateBadge";
import classes from "../Settings.module.css";
import { ReceiptRow } from "./ReceiptRow";
import { useActorName } from "./useActorName";

/** To where its history is, and where it can be connected again. */
function ToConnection({ receipt }: { receipt: Receipt }) {
  return (
    <Anchor
      inherit
      renderRoot={(props) => (
        <Link to="/connections/$connectionId" params={{ connectionId: receipt.connectionId }} {...props} />
      )}
    >
      {receipt.name}
    </Anchor>
  );
}

/** Accounts that were disconnected, each time of each. */
export function AccountReceipts() {
  const { t } = useTranslation(["settings", "connections"]);
  const list = useInfiniteQuery(allReceiptsQuery);
  const nameOf = useActorName();
  return (
    <Card flush>
      <Listed
        list={list}
        empty={
          <Empty
            icon={IconPlugConnectedX}
            title={t("receipts.accounts.empty")}
            text={t("receipts.accounts.emptyText")}
          />
        }
      >
        {(receipts) => (
          <ul className={classes.receipts} aria-label={t("receipts.accounts.title")}>
            {receipts.map((receipt) => (
              <ReceiptRow
                key={receipt.id}
                name={<ToConnection receipt={receipt} />}
                at={receipt.at}
                by={
                  receipt.cause === "accessRemoved" ? t("connections:receipt.by.accessRemoved") : nameOf(receipt.actor)
                }
                state={
                  <StateBadge color={receipt.isPending ? "orange" : "green"}>
                    {t(receipt.isPending ? "connections:receipt.isPending" : "connections:receipt.isSettled")}
                  </StateBadge>
                }
                address={receiptAddress(receipt)}
                title={receipt.name}
              >
                <ReceiptFacts receipt={receipt} />
              </ReceiptRow>
            ))}
          </ul>
        )}
      </Listed>
    </Card>
  );
}
