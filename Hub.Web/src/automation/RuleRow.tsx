import { ActionIcon, Badge, Button, Group, Stack, Switch, Table, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useIsMutating } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { StateBadge } from "~/page/StateBadge";
import { useDeed } from "~/page/useDeed";
import { RemoveButton } from "~/settings/RemoveButton";
import { useIsPhone } from "~/shell/useIsPhone";
import classes from "./Automation.module.css";
import { arrangeRules, saveRule } from "./api";
import { answerOf, moved, wordsOf } from "./draft";
import type { Rule } from "./types";
import { useWritesRules } from "./useWritesRules";

interface Props {
  rule: Rule;
  /** Those of its kind, in their order. */
  among: Rule[];
  onEdit: () => void;
}

/** One rule of the list: switched on and off, moved, changed, taken away. */
export function RuleRow({ rule, among, onEdit }: Props) {
  const { t } = useTranslation("automation");
  const may = useWritesRules();
  const isPhone = useIsPhone();
  const words = wordsOf(rule);
  const deeds = may && (
    <Group gap="xs" justify={isPhone ? "flex-start" : "flex-end"} wrap="nowrap">
      {among.length > 1 && <Order rule={rule} among={among} />}
      <Button size="compact-sm" variant="default" onClick={onEdit} aria-label={t("editNamed", { name: rule.name })}>
        {t("change")}
      </Button>
      <RemoveButton path="/automation/rules" id={rule.id} name={rule.name} keys={[["rules"]]} text={t("removeText")} />
    </Group>
  );
  return (
    <Table.Tr>
      <Table.Td w={64}>
        <OnOff rule={rule} disabled={!may} />
      </Table.Td>
      <Table.Td>
        <Stack gap={4} miw={0}>
          <Group gap={6}>
            <Text fw={600}>{rule.name}</Text>
            {rule.kind !== "keywordReply" && <Badge variant="default">{t(`trigger.${rule.trigger}`)}</Badge>}
            {rule.state === "dryRun" && <StateBadge color="yellow">{t("state.dryRun")}</StateBadge>}
            {rule.isBroken && <StateBadge color="red">{t("broken")}</StateBadge>}
          </Group>
          {words.length > 0 && (
            <span className={classes.words}>
              {words.slice(0, 6).map((word) => (
                <Badge key={word} variant="light" tt="none">
                  {word}
                </Badge>
              ))}
              {words.length > 6 && <Badge variant="default">+{words.length - 6}</Badge>}
            </span>
          )}
          <Text fz="sm" c="dimmed" className={classes.answer}>
            {answerOf(rule) ?? rule.actions.map((action) => t(`action.${action.type}`)).join(" · ")}
          </Text>
          <Text fz="xs" c="dimmed" component={Link} to="/automation" search={{ tab: "log", rule: rule.id } as never}>
            {t("week", { done: rule.done, held: rule.held })}
            {rule.failed > 0 && ` · ${t("failed", { count: rule.failed })}`}
          </Text>
          {isPhone && deeds}
        </Stack>
      </Table.Td>
      {!isPhone && <Table.Td>{deeds}</Table.Td>}
    </Table.Tr>
  );
}

// Two clicks in a row are two calls: in turn, or the first could arrive last and undo the second.
function OnOff({ rule, disabled }: { rule: Rule; disabled: boolean }) {
  const { t } = useTranslation("automation");
  const toggle = useDeed((on: boolean) => saveRule(rule.id, { state: on ? "on" : "off" }), {
    refresh: [["rules"]],
    inTurn: `rule ${rule.id}`,
  });
  return (
    <Switch
      checked={toggle.isPending ? toggle.variables : rule.state !== "off"}
      disabled={disabled}
      onChange={(event) => toggle.mutate(event.currentTarget.checked)}
      aria-label={t("switch", { name: rule.name })}
    />
  );
}

const order = "rule order";

// One move at a time, whichever rule's: the order is reckoned from the list as it was.
function Order({ rule, among }: Omit<Props, "onEdit">) {
  const { t } = useTranslation("automation");
  const isMoving = useIsMutating({ mutationKey: [order] }) > 0;
  const move = useDeed((by: 1 | -1) => arrangeRules(rule.kind, moved(among, rule.id, by)), {
    refresh: [["rules"]],
    inTurn: order,
  });
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        disabled={among[0]?.id === rule.id || isMoving}
        aria-label={t("earlier", { name: rule.name })}
        onClick={() => move.mutate(-1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        disabled={among.at(-1)?.id === rule.id || isMoving}
        aria-label={t("later", { name: rule.name })}
        onClick={() => move.mutate(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
    </Group>
  );
}
