import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { useMay } from "~/session/session";
import { teamsQuery } from "~/settings/api";
import { type HoursForm, ofField } from "./hours";
import { OwnHours } from "./OwnHours";
import type { Policy } from "./types";

interface Props {
  /** By the team's id; those without keep the business's hours. */
  hours: Record<string, HoursForm>;
  onChange: (team: string, hours: HoursForm | null) => void;
  policy: Policy;
  errors: Record<string, string>;
  disabled: boolean;
}

/** Hours of single teams, in the place of the business's. */
export function TeamHours({ hours, onChange, policy, errors, disabled }: Props) {
  const { t } = useTranslation("automation");
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: useMay()("members.read") });
  if (teams.length === 0) return null;
  return (
    <Card title={t("teamHours.title")} text={t("teamHours.text")}>
      <Stack gap="sm">
        {teams.map(({ id, name }) => (
          <OwnHours
            key={id}
            label={name}
            hours={hours[id] ?? null}
            onChange={(own) => onChange(id, own)}
            errors={ofField(errors, `teamHours.${id}`)}
            disabled={disabled}
            zone={policy.teamHours?.[id]?.timeZone}
          />
        ))}
      </Stack>
    </Card>
  );
}
