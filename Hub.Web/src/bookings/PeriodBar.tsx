import { ActionIcon, Button, Group, SegmentedControl, TextInput } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { daysWords, dayWords } from "~/i18n/format";
import classes from "./Calendar.module.css";
import { type Day, isDay, stepped, type View, views } from "./days";
import { longDay } from "./words";

interface Props {
  view: View;
  day: Day;
  today: Day;
  days: Day[];
}

/** Which days are shown, and the way to others. */
export function PeriodBar({ view, day, today, days }: Props) {
  const { t } = useTranslation("bookings");
  const navigate = useNavigate({ from: "/bookings" });
  const go = (to: Day) =>
    void navigate({ search: ({ day: _, ...rest }) => (to === today ? rest : { ...rest, day: to }) });
  return (
    <div className={classes.period}>
      <Group gap={4} wrap="nowrap">
        <ActionIcon variant="default" aria-label={t(`before.${view}`)} onClick={() => go(stepped(view, day, -1))}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t(`after.${view}`)} onClick={() => go(stepped(view, day, 1))}>
          <IconChevronRight size={18} />
        </ActionIcon>
        <Button variant="default" disabled={day === today} onClick={() => go(today)}>
          {t("today")}
        </Button>
      </Group>
      <h2 className={classes.periodName} aria-live="polite">
        {nameOf(view, day, days)}
      </h2>
      <TextInput
        type="date"
        aria-label={t("day")}
        value={day}
        onChange={(event) => isDay(event.currentTarget.value) && go(event.currentTarget.value)}
      />
      <SegmentedControl
        aria-label={t("view.title")}
        value={view}
        onChange={(to) =>
          void navigate({
            search: ({ view: _, ...rest }) => (to === "day" ? rest : { ...rest, view: to as "week" | "month" }),
          })
        }
        data={views.map((value) => ({ value, label: t(`view.${value}`) }))}
      />
    </div>
  );
}

function nameOf(view: View, day: Day, days: Day[]): string {
  if (view === "day") return longDay(day);
  if (view === "month") return dayWords(day, { month: "long", year: "numeric" });
  return daysWords(days[0] ?? day, days.at(-1) ?? day, { day: "numeric", month: "long", year: "numeric" });
}
