import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { teamsQuery } from "~/settings/api";

interface Props {
  value: string | null;
  error: string | undefined;
  disabled: boolean;
  onChange: (id: string | null) => void;
}

/** Whose the conversations of an account are. */
export function TeamSelect({ value, error, disabled, onChange }: Props) {
  const { t } = useTranslation("connections");
  const may = useMay()("members.read");
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: may });
  if (!may) return null;
  return (
    <Select
      label={t("field.team")}
      description={t("field.teamHelp")}
      placeholder={t(teams.length === 0 ? "field.noTeams" : "field.noTeam")}
      data={teams.map((team) => ({ value: team.id, label: team.name }))}
      value={value}
      onChange={onChange}
      error={error}
      disabled={disabled || (teams.length === 0 && value === null)}
      clearable
    />
  );
}
