import { Alert, Button, Group, MultiSelect, Select, Stack, TextInput } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyField } from "~/page/CopyField";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { inviteMember, rolesQuery, teamsQuery } from "./api";

/** Invites a colleague; the link is theirs, and is shown once. */
export function InviteForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("settings");
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const [email, setEmail] = useState("");
  const [roleId, setRoleId] = useState<string | null>(null);
  const [teamIds, setTeamIds] = useState<string[]>([]);
  const invite = useDeed(() => inviteMember({ email: email.trim(), roleId: roleId ?? "", teamIds }), {
    inForm: true,
    refresh: [["members"], ["teams"]],
  });
  if (invite.data) return <InvitationLink url={invite.data.invitationUrl} onDone={onDone} />;
  const errors = fieldsOf(invite.error);
  const role = roles.find((one) => one.id === roleId);
  return (
    <Form onSubmit={() => invite.mutate()}>
      <FormFailure error={invite.error} fields={["email", "roleId", "teamIds"]} />
      <TextInput
        label={t("members.email")}
        type="email"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={errors.email}
        required
        data-autofocus
      />
      <Select
        label={t("members.role")}
        description={role && t(`scope.${role.sees}`)}
        data={roles.map((one) => ({ value: one.id, label: one.name }))}
        value={roleId}
        onChange={setRoleId}
        error={errors.roleId}
        required
        allowDeselect={false}
      />
      <MultiSelect
        label={t("members.teams")}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        value={teamIds}
        onChange={setTeamIds}
        error={errors.teamIds}
        placeholder={teams.length === 0 ? t("members.noTeams") : ""}
        disabled={teams.length === 0}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={invite.isPending} disabled={!roleId}>
          {t("members.makeLink")}
        </Button>
      </Group>
    </Form>
  );
}

export function InvitationLink({ url, onDone }: { url: string; onDone: () => void }) {
  const { t } = useTranslation("settings");
  return (
    <Stack>
      <Alert color="sea" icon={<IconLink size={18} />} title={t("members.linkTitle")}>
        {t("members.linkText")}
      </Alert>
      <CopyField label={t("members.link")} value={url} />
      <Group justify="flex-end">
        <Button onClick={onDone}>{t("done")}</Button>
      </Group>
    </Stack>
  );
}
