import { Badge, Button, Group, Stack, Switch, Table, Text } from "@mantine/core";
import { IconPlus, IconRobot } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Failure } from "~/page/Failure";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";
import { StateBadge } from "~/page/StateBadge";
import { useDeed } from "~/page/useDeed";
import { RemoveButton } from "~/settings/RemoveButton";
import classes from "./Automation.module.css";
import { rulesQuery, saveRule } from "./api";
import { answerOf, wordsOf } from "./draft";
import { RuleForm } from "./RuleForm";
import type { Rule, RuleKind } from "./types";
import { useWritesRules } from "./useWritesRules";

/** The rules of one kind: what is there, switched on and off, and one form to write and test them. */
export function RuleSection({ kind }: { kind: RuleKind }) {
  const { t } = useTranslation("automation");
  const may = useWritesRules();
  const list = useQuery(rulesQuery);
  const [edited, setEdited] = useState<{ rule: Rule | null } | null>(null);
  const rules = list.data?.filter((rule) => rule.kind === kind) ?? [];
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited({ rule: null })}>
      {t(`add.${kind}`)}
    </Button>
  );
  return (
    <>
      {!may && <ReadOnly />}
      <Card flush title={t(`tab.${kind}`)} text={t(`about.${kind}`)} actions={rules.length > 0 && add}>
        {list.isPending && <RowsLoading rows={4} />}
        {list.isError && <Failure error={list.error} again={list.refetch} />}
        {list.data && rules.length === 0 && (
          <Empty icon={IconRobot} title={t(`empty.${kind}`)} text={t(`example.${kind}`)}>
            {add}
          </Empty>
        )}
        {rules.length > 0 && (
          <Table verticalSpacing="sm" horizontalSpacing="md" aria-label={t(`tab.${kind}`)}>
            <Table.Tbody>
              {rules.map((rule) => (
                <Row key={rule.id} rule={rule} may={may} onEdit={() => setEdited({ rule })} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Card>
      <Dialog
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={t(edited?.rule ? "edit" : `add.${kind}`)}
        size="lg"
        closeOnClickOutside={false}
      >
        {edited && <RuleForm kind={kind} rule={edited.rule} onDone={() => setEdited(null)} />}
      </Dialog>
    </>
  );
}

function Row({ rule, may, onEdit }: { rule: Rule; may: boolean; onEdit: () => void }) {
  const { t } = useTranslation("automation");
  const toggle = useDeed((on: boolean) => saveRule(rule.id, { state: on ? "on" : "off" }), { refresh: [["rules"]] });
  const words = wordsOf(rule);
  const isOn = toggle.isPending ? toggle.variables : rule.state !== "off";
  return (
    <Table.Tr>
      <Table.Td w={64}>
        <Switch
          checked={isOn}
          disabled={!may}
          onChange={(event) => toggle.mutate(event.currentTarget.checked)}
          aria-label={t("switch", { name: rule.name })}
        />
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
        </Stack>
      </Table.Td>
      <Table.Td>
        {may && (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            <Button
              size="compact-sm"
              variant="default"
              onClick={onEdit}
              aria-label={t("editNamed", { name: rule.name })}
            >
              {t("change")}
            </Button>
            <RemoveButton
              path="/automation/rules"
              id={rule.id}
              name={rule.name}
              keys={[["rules"]]}
              text={t("removeText")}
            />
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
