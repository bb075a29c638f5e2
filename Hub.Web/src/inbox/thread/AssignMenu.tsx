import { Avatar } from "@mantine/core";
import { IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSession } from "~/session/session";
import { hueOf, initials } from "~/shell/initials";
import type { Conversation } from "../types";
import { useChange } from "../useChange";
import { useDirectory } from "../useDirectory";
import { type Choice, PickMenu } from "./PickMenu";

export function AssignMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("inbox");
  const { member } = useSession();
  const { members, teams } = useDirectory();
  const change = useChange();
  const face = (id: string, name: string) => (
    <Avatar size={22} radius="xl" color={hueOf(id)}>
      {initials(name)}
    </Avatar>
  );
  const { assigneeId, teamId } = conversation;
  const others = [...members.values()].filter((one) => one.state !== "disabled" && one.id !== member.id);
  const choices: Choice[] = [
    { id: member.id, name: t("assign.me"), left: face(member.id, member.name), isChosen: assigneeId === member.id },
    ...others.map((one) => ({
      id: one.id,
      name: one.name,
      left: face(one.id, one.name),
      isChosen: assigneeId === one.id,
    })),
    { id: "nobody", name: t("assign.nobody"), left: face("", ""), isChosen: assigneeId === null },
    ...[...teams.values()].map((team, index) => ({
      id: `team ${team.id}`,
      name: team.name,
      left: <IconUsers size={18} />,
      isChosen: teamId === team.id,
      ...(index === 0 && { heading: t("view.teams") }),
    })),
  ];
  const pick = ({ id }: Choice) => {
    const teamPicked = id.startsWith("team ") ? id.slice(5) : undefined;
    if (teamPicked)
      change.mutate({ id: conversation.id, change: { teamId: teamPicked === teamId ? null : teamPicked } });
    else change.mutate({ id: conversation.id, change: { assigneeId: id === "nobody" ? null : id } });
  };
  return (
    <PickMenu
      menu="assign"
      icon={IconUserPlus}
      label={t("action.assign")}
      keys="a"
      choices={choices}
      nothing={t("pick.nothing")}
      onPick={pick}
    />
  );
}
