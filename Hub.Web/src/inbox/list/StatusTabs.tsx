import { UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { shortCount } from "~/i18n/format";
import { countsQuery } from "../api";
import { useInbox } from "../InboxContext";
import type { Status } from "../types";
import classes from "./ListPane.module.css";

const statuses: Status[] = ["open", "pending", "snoozed", "resolved", "spam"];

export function StatusTabs() {
  const { t } = useTranslation("inbox");
  const { search, setSearch } = useInbox();
  const counts = useQuery(countsQuery).data;
  const chosen = search.status ?? (search.q ? undefined : "open"); // words are looked for everywhere
  const shown = statuses.filter((status) => status !== "spam" || chosen === "spam" || (counts && counts.spam > 0));
  return (
    <fieldset className={classes.tabs} aria-label={t("status.label")}>
      {shown.map((status) => (
        <UnstyledButton
          key={status}
          className={classes.tab}
          aria-pressed={chosen === status}
          onClick={() =>
            setSearch({ status: chosen === status || (status === "open" && !search.q) ? undefined : status })
          }
        >
          {t(`status.${status}`)}
          {status !== "resolved" && counts && counts[status] > 0 && (
            <span className={classes.tabCount}>{shortCount(counts[status])}</span>
          )}
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
