import { useTranslation } from "react-i18next";
import { StateBadge } from "~/page/StateBadge";
import type { Erasure } from "./types";

export function ErasureState({ erasure }: { erasure: Erasure }) {
  const { t } = useTranslation("contacts");
  return (
    <StateBadge color={erasure.doneAt ? "green" : "orange"}>
      {t(erasure.doneAt ? "erase.receipt.isDone" : "erase.receipt.isPending")}
    </StateBadge>
  );
}
