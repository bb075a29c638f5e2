import { ActionIcon, Avatar, Badge, Button, Group, Menu, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots, IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";
import { useDeed } from "~/page/useDeed";
import { When } from "~/page/When";
import { useMay, useSession } from "~/session/session";
import { hueOf, initials } from "~/shell/initials";
import { changeMember, membersQuery, removeMemberTotp, renewInvitation } from "./api";
import { InvitationLink, InviteForm } from "./InviteForm";
import { MemberForm } from "./MemberForm";
import type { Member } from "./types";

const colors = { active: "green", invited: "blue", disabled: "gray" } as const;

export function MembersSection() {
  const { t } = useTranslation("settings");
  const may = useMay()("members.manage");
  const members = useQuery(membersQuery);
  const [invites, invite] = useDisclosure(false);
  const [edited, setEdited] = useState<Member | null>(null);
  const [link, setLink] = useState<string | null>(null);
  return (
    <Page
      title={t("section.members")}
      text={t("members.text")}
      actions={
        may && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={invite.open}>
            {t("members.invite")}
          </Button>
        )
      }
    >
      {!may && <ReadOnly />}
      <Card flush>
        {members.isPending && <RowsLoading rows={4} />}
        {members.isError && <Failure error={members.error} again={members.refetch} />}
        {members.data && (
          <Table verticalSpacing="sm" horizontalSpacing="md" aria-label={t("section.members")}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("members.name")}</Table.Th>
                <Table.Th visibleFrom="sm">{t("members.role")}</Table.Th>
                <Table.Th visibleFrom="md">{t("members.teams")}</Table.Th>
                <Table.Th visibleFrom="sm">{t("members.seen")}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {members.data.map((member) => (
                <Row key={member.id} member={member} onEdit={() => setEdited(member)} onLink={setLink} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Card>
      <Dialog opened={invites} onClose={invite.close} title={t("members.invite")}>
        <InviteForm onDone={invite.close} />
      </Dialog>
      <Dialog opened={link !== null} onClose={() => setLink(null)} title={t("members.newLink")}>
        {link && <InvitationLink url={link} onDone={() => setLink(null)} />}
      </Dialog>
      <Dialog opened={edited !== null} onClose={() => setEdited(null)} title={edited?.name ?? ""}>
        {edited && <MemberForm member={edited} onDone={() => setEdited(null)} />}
      </Dialog>
    </Page>
  );
}

interface RowProps {
  member: Member;
  onEdit: () => void;
  onLink: (url: string) => void;
}

function Row({ member, onEdit, onLink }: RowProps) {
  const { t } = useTranslation("settings");
  const may = useMay()("members.manage");
  const { member: me } = useSession();
  const refresh = [["members"]];
  const change = useDeed((state: "active" | "disabled") => changeMember(member.id, { state }), {
    says: (_, state) => t(state === "disabled" ? "members.disabled" : "members.enabled", { name: member.name }),
    refresh,
  });
  const renew = useDeed(() => renewInvitation(member.id), { refresh, after: (answer) => onLink(answer.invitationUrl) });
  const totp = useDeed(() => removeMemberTotp(member.id), { says: t("members.totpRemoved"), refresh });
  const isMe = member.id === me.id;
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <Avatar size={36} radius="xl" color={hueOf(member.id)} aria-hidden>
            {initials(member.name)}
          </Avatar>
          <Stack gap={0} miw={0}>
            <Group gap={6}>
              <Text fw={600}>
                {member.name}
                {isMe && ` (${t("members.me")})`}
              </Text>
              {member.state !== "active" && (
                <Badge size="sm" variant="light" color={colors[member.state]} tt="none">
                  {t(`members.state.${member.state}`)}
                </Badge>
              )}
            </Group>
            <Text fz="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {member.email}
            </Text>
            <Text fz="sm" hiddenFrom="sm">
              {member.role.name}
            </Text>
          </Stack>
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="sm">{member.role.name}</Table.Td>
      <Table.Td visibleFrom="md">{member.teams.map((team) => team.name).join(", ")}</Table.Td>
      <Table.Td visibleFrom="sm" style={{ whiteSpace: "nowrap" }}>
        {member.lastSeenAt ? <When at={member.lastSeenAt} /> : t("members.never")}
      </Table.Td>
      <Table.Td ta="right">
        {may && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t("members.actions", { name: member.name })}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onEdit}>{t("members.edit")}</Menu.Item>
              {member.state === "invited" && (
                <Menu.Item onClick={() => renew.mutate()}>{t("members.newLink")}</Menu.Item>
              )}
              {member.totpEnabled && !isMe && (
                <Menu.Item onClick={() => totp.mutate()}>{t("members.removeTotp")}</Menu.Item>
              )}
              {member.state !== "disabled" && !isMe && (
                <Menu.Item color="red" onClick={() => change.mutate("disabled")}>
                  {t("members.disable")}
                </Menu.Item>
              )}
              {member.state === "disabled" && (
                <Menu.Item onClick={() => change.mutate("active")}>{t("members.enable")}</Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
