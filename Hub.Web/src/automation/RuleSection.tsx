import { Button, Table } from "@mantine/core";
import { IconPlus, IconRobot } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Failure } from "~/page/Failure";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";
import { rulesQuery } from "./api";
import { RuleForm } from "./RuleForm";
import { RuleRow } from "./RuleRow";
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
                <RuleRow key={rule.id} rule={rule} among={rules} onEdit={() => setEdited({ rule })} />
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
