import { Table, Text } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { membersQuery, teamsQuery } from "./api";
import { ListSection, RowButtons } from "./ListSection";
import { RemoveButton } from "./RemoveButton";
import { TeamForm } from "./TeamForm";
import type { Team } from "./types";

export function TeamsSection() {
  const { t } = useTranslation("settings");
  const may = useMay()("members.manage");
  const { data: members = [] } = useQuery(membersQuery);
  const names = (team: Team) =>
    team.memberIds
      .map((id) => members.find((member) => member.id === id)?.name)
      .filter(Boolean)
      .join(", ");
  return (
    <ListSection
      title={t("section.teams")}
      text={t("teams.text")}
      list={useQuery(teamsQuery)}
      may={may}
      icon={IconUsersGroup}
      empty={t("teams.empty")}
      emptyText={t("teams.emptyText")}
      add={t("teams.add")}
      row={(team, edit) => (
        <>
          <Table.Td>
            <Text fw={600}>{team.name}</Text>
            <Text fz="sm" c="dimmed">
              {t(`teams.mode.${team.assignment.mode}`)}
              {team.assignment.capacity !== null && ` · ${t("teams.atMost", { count: team.assignment.capacity })}`}
            </Text>
            <Text fz="sm">{names(team) || t("teams.nobody")}</Text>
          </Table.Td>
          <Table.Td>
            <RowButtons name={team.name} may={may} onEdit={edit}>
              <RemoveButton
                path="/teams"
                id={team.id}
                name={team.name}
                keys={[["teams"], ["members"]]}
                text={t("teams.removeText")}
              />
            </RowButtons>
          </Table.Td>
        </>
      )}
      form={(team, onDone) => <TeamForm team={team} onDone={onDone} />}
      formTitle={(team) => team?.name ?? t("teams.add")}
    />
  );
}
