import { useTranslation } from "react-i18next";
import { fullTime, number } from "~/i18n/format";
import { Facts } from "~/page/Facts";
import type { Receipt } from "./types";

/** What was ended, cancelled and kept when an account was disconnected. */
export function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation(["connections", "jobs"]);
  const step = (done: Receipt["revoke"]) =>
    [
      done.wayOn ?? t(`receipt.step.${done.state}`),
      done.state === "done" && done.at && fullTime(done.at),
      done.state === "failed" && done.code,
    ]
      .filter(Boolean)
      .join(" · ");
  const cancelled = receipt.cancelled.map((one) => `${t(`jobs:kind.${one.kind}`)}: ${number(one.count)}`);
  return (
    <Facts
      items={[
        [t("receipt.cause"), receipt.actorName ?? t(`receipt.by.${receipt.cause}`)],
        [t("receipt.revoke"), step(receipt.revoke)],
        [
          t("receipt.unsubscribe"),
          receipt.unsubscribe.state === "shared" ? t("subscription.state.shared") : step(receipt.unsubscribe),
        ],
        [
          t("receipt.tokens"),
          receipt.tokensDeletedAt
            ? t("receipt.deleted", { time: fullTime(receipt.tokensDeletedAt) })
            : receipt.tokensKeptUntil && t("receipt.keptUntil", { time: fullTime(receipt.tokensKeptUntil) }),
        ],
        [t("receipt.cancelled"), cancelled.join(", ") || t("receipt.nothing")],
        [t("receipt.inDoubt"), receipt.inDoubt > 0 && number(receipt.inDoubt)],
        [t("receipt.kept"), t("receipt.conversations", { count: receipt.conversations })],
      ]}
    />
  );
}
