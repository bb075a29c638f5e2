import { useTranslation } from "react-i18next";
import { StateBadge } from "~/page/StateBadge";
import type { KeywordList } from "./types";

/** Which version of a list counts, if any. */
export function ListState({ list }: { list: KeywordList }) {
  const { t } = useTranslation("signals");
  return list.activeVersion > 0 ? (
    <StateBadge color="green">{t("keywords.on", { version: list.activeVersion })}</StateBadge>
  ) : (
    <StateBadge color="gray">{t("keywords.off")}</StateBadge>
  );
}
