import { Avatar } from "@mantine/core";
import { IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSession } from "~/session/session";
import { hueOf, initials } from "~/shell/initials";
import type { Conversation } from "../types";
import { useChange } from "../useChange";
import { useDirectory } from "../useDirectory";
import { type Choice, PickMenu } from "./PickMenu";

/** Who answers: a colleague, and the team behind them. */
export function AssignMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("inbox");
  const { member } = useSession();
  const { members, teams } = useDirectory();
  const change = useChange();
  const face = (id: string, name: string) => (
    <Avatar size={22} radius="xl" color={hueOf(id)} aria-hidden>
      {initials(name)}
    </Avatar>
  );
  const { assigneeId, teamId } = conversation;
  const others = [...members.values()].filter((one) => one.state === "active" && one.id !== member.id);
  const people: Choice[] = [
    { id: member.id, name: t("assign.me"), left: face(member.id, member.name), isChosen: assigneeId === member.id },
    ...others.map((one) => ({
      id: one.id,
      name: one.name,
      left: face(one.id, one.name),
      isChosen: assigneeId === one.id,
    })),
    { id: "nobody", name: t("assign.nobody"), left: face("", ""), isChosen: assigneeId === null },
  ];
  const groups: Choice[] = [...teams.values()].map((team) => ({
    id: `team ${team.id}`,
    name: team.name,
    left: <IconUsers size={18} aria-hidden />,
    isChosen: teamId === team.id,
  }));
  const none = {
    id: "team ",
    name: t("assign.noTeam"),
    left: <IconUsers size={18} aria-hidden />,
    isChosen: teamId === null,
  };
  const choices = [
    ...people,
    ...[...groups, ...(groups.length > 0 ? [none] : [])].map((one, index) => ({
      ...one,
      ...(index === 0 && { heading: t("view.teams") }),
    })),
  ];
  const pick = ({ id }: Choice) =>
    change.mutate({
      id: conversation.id,
      change: id.startsWith("team ") ? { teamId: id.slice(5) || null } : { assigneeId: id === "nobody" ? null : id },
    });
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
