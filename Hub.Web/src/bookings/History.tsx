import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { useMay } from "~/session/session";
import { membersQuery } from "~/settings/api";
import type { Member } from "~/settings/types";
import { resourcesQuery } from "./api";
import classes from "./Calendar.module.css";
import type { Booking } from "./types";
import { useZone } from "./useZone";
import { dayAndTime } from "./words";

/** What happened to a booking, and who did it. */
export function History({ booking }: { booking: Booking }) {
  const { t } = useTranslation("bookings");
  const zone = useZone();
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: useMay()("members.read") });
  const { data: resources = [] } = useQuery(resourcesQuery);
  return (
    <Stack gap="xs" component="section" aria-label={t("history.title")}>
      <Text fw={650}>{t("history.title")}</Text>
      <ol className={classes.rows}>
        {booking.history.map((entry) => (
          <li key={entry.number}>
            {t(`history.${entry.kind}`, {
              time: dayAndTime(entry.startsAt, zone),
              name: resources.find((one) => one.id === entry.resourceId)?.name ?? "",
            })}
            <Text fz="xs" c="dimmed">
              {[fullTime(entry.at, zone), entry.connectionName ?? nameOf(entry.actor, members)]
                .filter(Boolean)
                .join(" · ")}
            </Text>
          </li>
        ))}
      </ol>
    </Stack>
  );
}

/** Actors are written as `member:` and an id without its dashes. */
const nameOf = (actor: string, members: Member[]): string | undefined =>
  members.find((one) => actor === `member:${one.id.replaceAll("-", "")}`)?.name;
