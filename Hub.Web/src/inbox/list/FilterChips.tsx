import { UnstyledButton } from "@mantine/core";
import {
  type Icon,
  IconAlertTriangle,
  IconCalendarEvent,
  IconClockHour4,
  IconHourglassLow,
  IconPhone,
  IconShoppingBag,
  IconSpeakerphone,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { shortCount } from "~/i18n/format";
import { countsQuery } from "../api";
import { useInbox } from "../InboxContext";
import type { Counts } from "../types";
import classes from "./ListPane.module.css";

type FilterName = keyof Counts["byFilter"];

// What sellers look for many times a day: one tap each.
const filters: { value: string; name: FilterName; icon: Icon }[] = [
  { value: "unanswered:30", name: "unanswered", icon: IconHourglassLow },
  { value: "windowClosing", name: "windowClosing", icon: IconClockHour4 },
  { value: "bookingToday", name: "bookingToday", icon: IconCalendarEvent },
  { value: "hasPhone", name: "hasPhone", icon: IconPhone },
  { value: "hasOrder", name: "hasOrder", icon: IconShoppingBag },
  { value: "fromAd", name: "fromAd", icon: IconSpeakerphone },
  { value: "failedSend", name: "failedSend", icon: IconAlertTriangle },
];

export function FilterChips() {
  const { t } = useTranslation("inbox");
  const { search, setSearch } = useInbox();
  const counts = useQuery(countsQuery).data;
  const chosen = search.filter ?? [];
  const toggle = (value: string) =>
    setSearch({ filter: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] });
  return (
    <fieldset className={classes.chips} aria-label={t("filter.label")}>
      {filters.map(({ value, name, icon: Mark }) => {
        const count = counts?.byFilter[name];
        return (
          <UnstyledButton
            key={value}
            className={classes.chip}
            aria-pressed={chosen.includes(value)}
            onClick={() => toggle(value)}
          >
            <Mark size={14} aria-hidden />
            {t(`filter.${name}`)}
            {count ? <span className={classes.chipCount}>{shortCount(count)}</span> : null}
          </UnstyledButton>
        );
      })}
    </fieldset>
  );
}
