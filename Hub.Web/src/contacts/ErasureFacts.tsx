import { useTranslation } from "react-i18next";
import { fullTime, number } from "~/i18n/format";
import { Facts } from "~/page/Facts";
import type { Erasure } from "./types";

/** When a contact was erased, and what went from where. */
export function ErasureFacts({ erasure }: { erasure: Erasure }) {
  const { t } = useTranslation("contacts");
  return (
    <Facts
      items={[
        [t("erase.receipt.id"), erasure.id],
        [t("erase.receipt.at"), fullTime(erasure.at)],
        [t("erase.receipt.doneAt"), erasure.doneAt && fullTime(erasure.doneAt)],
        [t("erase.receipt.scrubbedAt"), erasure.scrubbedAt && fullTime(erasure.scrubbedAt)],
        ...erasure.removed.map((one): [string, string] => [t(`erase.receipt.place.${one.place}`), number(one.count)]),
      ]}
    />
  );
}
