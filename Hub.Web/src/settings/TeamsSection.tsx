import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";
import { useMay } from "~/session/session";
import { membersQuery, teamsQuery } from "./api";
import { RemoveButton } from "./RemoveButton";
import { TeamForm } from "./TeamForm";
import type { Team } from "./types";

export function TeamsSection() {
  const { t } = useTranslation("settings");
  const may = useMay()("members.manage");
  const teams = useQuery(teamsQuery);
  const { data: members = [] } = useQuery(membersQuery);
  const [edited, setEdited] = useState<Team | "new" | null>(null);
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
      {t("teams.add")}
    </Button>
  );
  const names = (team: Team) =>
    team.memberIds
      .map((id) => members.find((member) => member.id === id)?.name)
      .filter(Boolean)
      .join(", ");
  return (
    <Page title={t("section.teams")} text={t("teams.text")} actions={teams.data && teams.data.length > 0 && add}>
      {!may && <ReadOnly />}
      {teams.isPending && (
        <Card flush>
          <RowsLoading rows={3} />
        </Card>
      )}
      {teams.isError && <Failure error={teams.error} again={teams.refetch} />}
      {teams.data?.length === 0 && (
        <Card>
          <Empty icon={IconUsersGroup} title={t("teams.empty")} text={t("teams.emptyText")}>
            {add}
          </Empty>
        </Card>
      )}
      <Stack gap="sm">
        {teams.data?.map((team) => (
          <Card key={team.id}>
            <Group justify="space-between" align="flex-start">
              <Stack gap={4} flex="1 1 16rem">
                <Text fw={600}>{team.name}</Text>
                <Text fz="sm" c="dimmed">
                  {t(`teams.mode.${team.assignment.mode}`)}
                  {team.assignment.capacity !== null && ` · ${t("teams.atMost", { count: team.assignment.capacity })}`}
                </Text>
                <Text fz="sm">{names(team) || t("teams.nobody")}</Text>
              </Stack>
              {may && (
                <Group gap="xs">
                  <Button size="xs" variant="default" onClick={() => setEdited(team)}>
                    {t("edit")}
                  </Button>
                  <RemoveButton
                    path="/teams"
                    id={team.id}
                    name={team.name}
                    keys={[["teams"], ["members"]]}
                    text={t("teams.removeText")}
                  />
                </Group>
              )}
            </Group>
          </Card>
        ))}
      </Stack>
      <Dialog
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === "new" ? t("teams.add") : edited?.name}
      >
        {edited && <TeamForm team={edited === "new" ? null : edited} onDone={() => setEdited(null)} />}
      </Dialog>
    </Page>
  );
}
