import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { duration, fullTime } from "~/i18n/format";
import classes from "./Calendar.module.css";
import type { Reminder } from "./types";
import { useZone } from "./useZone";

/** What the customer is told before, and why not. */
export function Reminders({ reminders }: { reminders: Reminder[] }) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  if (reminders.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t("reminder.title")}>
      <Text fw={650}>{t("reminder.title")}</Text>
      <ul className={classes.rows}>
        {reminders.map((one) => (
          <li key={one.minutesBefore}>
            {t("reminder.at", { before: duration(one.minutesBefore * 60_000), time: fullTime(one.dueAt, zone) })}
            {" · "}
            <Text span fz="inherit" fw={600} {...(one.state === "refused" && { c: "var(--hub-bad)" })}>
              {t(`reminder.state.${one.state}`)}
            </Text>
            {(one.reason || one.wayOn) && (
              <Text fz="xs" c="dimmed">
                {[one.reason, one.state === "refused" && one.wayOn].filter(Boolean).join(" ")}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Stack>
  );
}
