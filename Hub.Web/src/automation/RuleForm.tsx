import { Button, Group, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { ActionFields } from "./ActionFields";
import { saveRule } from "./api";
import { BackTest } from "./BackTest";
import { ConditionFields } from "./ConditionFields";
import { type Draft, draftOf, newDraft, requestOf, triggers } from "./draft";
import type { Rule, RuleKind, RuleState } from "./types";

const states: RuleState[] = ["on", "dryRun", "off"];

export function RuleForm({ kind, rule, onDone }: { kind: RuleKind; rule: Rule | null; onDone: () => void }) {
  const { t } = useTranslation("automation");
  const [draft, setDraft] = useState<Draft>(() => (rule ? draftOf(rule) : newDraft(kind)));
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { kind: _, ...changes } = requestOf(draft);
  const store = useDeed(() => saveRule(rule?.id, rule ? changes : { kind, ...changes }), {
    inForm: true,
    says: t("saved"),
    refresh: [["rules"]],
    after: onDone,
  });
  const errors = fieldsOf(store.error);
  const shown = [
    "name",
    "trigger",
    "coolDownMinutes",
    ...Object.keys(errors).filter((field) => /^(con|act)/.test(field)),
  ];
  const answers = draft.actions.some((action) => action.type === "reply");
  return (
    <Form onSubmit={() => store.mutate()}>
      <FormFailure error={store.error} fields={shown} />
      <TextInput
        label={t("name")}
        placeholder={t(`nameExample.${kind}`)}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={errors.name}
        required
        data-autofocus
      />
      {triggers[kind].length > 1 && (
        <Select
          label={t("when")}
          data={triggers[kind].map((value) => ({ value, label: t(`trigger.${value}`) }))}
          value={draft.trigger}
          onChange={(value) => value && change({ trigger: value as Draft["trigger"] })}
          error={errors.trigger}
          allowDeselect={false}
        />
      )}
      <ConditionFields
        kind={kind}
        trigger={draft.trigger}
        conditions={draft.conditions}
        onChange={(conditions) => change({ conditions })}
        errors={errors}
      />
      <ActionFields kind={kind} actions={draft.actions} onChange={(actions) => change({ actions })} errors={errors} />
      <Group grow align="flex-start">
        {answers && (
          <NumberInput
            label={t("coolDown")}
            description={t("coolDownHelp")}
            value={draft.coolDownMinutes}
            onChange={(value) => change({ coolDownMinutes: typeof value === "number" ? value : 0 })}
            error={errors.coolDownMinutes}
            min={0}
          />
        )}
        <Select
          label={t("stateLabel")}
          description={t("dryRunHelp")}
          data={states.map((value) => ({ value, label: t(`state.${value}`) }))}
          value={draft.state}
          onChange={(value) => value && change({ state: value as RuleState })}
          allowDeselect={false}
        />
      </Group>
      {kind !== "autoReply" && (
        <Switch
          label={t("stops")}
          description={t("stopsHelp")}
          checked={draft.stops}
          onChange={(event) => change({ stops: event.currentTarget.checked })}
        />
      )}
      <BackTest draft={draft} />
      <Group justify="flex-end">
        <Button type="submit" loading={store.isPending}>
          {t("save")}
        </Button>
      </Group>
    </Form>
  );
}
