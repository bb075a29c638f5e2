import { Button, Group, MultiSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { changeMember, rolesQuery, teamsQuery } from "./api";
import type { Member } from "./types";

export function MemberForm({ member, onDone }: { member: Member; onDone: () => void }) {
  const { t } = useTranslation("settings");
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const [name, setName] = useState(member.name);
  const [roleId, setRoleId] = useState(member.role.id);
  const [teamIds, setTeamIds] = useState(member.teams.map((team) => team.id));
  const save = useDeed(() => changeMember(member.id, { name: name.trim(), roleId, teamIds }), {
    inForm: true,
    says: t("saved"),
    refresh: [["members"], ["teams"], ["session"]],
    after: onDone,
  });
  const errors = fieldsOf(save.error);
  const role = roles.find((one) => one.id === roleId);
  return (
    <Form onSubmit={() => save.mutate()}>
      <FormFailure error={save.error} fields={["name", "roleId", "teamIds"]} />
      <TextInput
        label={t("members.name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.name}
      />
      <Select
        label={t("members.role")}
        description={role && t(`scope.${role.sees}`)}
        data={roles.map((one) => ({ value: one.id, label: one.name }))}
        value={roleId}
        onChange={(id) => id && setRoleId(id)}
        error={errors.roleId}
        allowDeselect={false}
      />
      <MultiSelect
        label={t("members.teams")}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        value={teamIds}
        onChange={setTeamIds}
        error={errors.teamIds}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={save.isPending}>
          {t("save")}
        </Button>
      </Group>
    </Form>
  );
}
