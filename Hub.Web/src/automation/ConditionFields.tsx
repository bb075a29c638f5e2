import { Button, Collapse, MultiSelect, Select, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { useMay } from "~/session/session";
import { labelsQuery, teamsQuery } from "~/settings/api";
import type { Conditions, RuleKind, RuleTrigger } from "./types";

interface Props {
  kind: RuleKind;
  trigger: RuleTrigger;
  conditions: Conditions;
  onChange: (conditions: Conditions) => void;
  errors: Record<string, string | undefined>;
}

const languages = ["vi", "en", "zh", "ja", "ko", "th", "ru", "ar", "other"] as const;
const statuses = ["open", "pending", "snoozed", "resolved", "spam"] as const;
const yesNo = ["hasLink", "hasAttachment", "hasPhone", "fromAd", "open"] as const;

/** When a rule applies: the words first, everything else on demand. */
export function ConditionFields({ kind, trigger, conditions, onChange, errors }: Props) {
  const { t } = useTranslation("automation");
  const may = useMay();
  const { data: connections = [] } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: may("members.read") });
  const { data: labels = [] } = useQuery({ ...labelsQuery, enabled: trigger === "labelAdded" });
  const [more, { toggle }] = useDisclosure(false);
  const change = (part: Partial<Conditions>) => onChange({ ...conditions, ...part });
  const hasWords = [conditions.any, conditions.all, conditions.none].some((words) => words?.length);
  return (
    <Stack gap="sm">
      {trigger === "labelAdded" && (
        <MultiSelect
          label={t("labels")}
          placeholder={conditions.labelIds?.length ? "" : t("anyOne")}
          data={labels.map((one) => ({ value: one.id, label: one.name }))}
          value={conditions.labelIds ?? []}
          onChange={(labelIds) => change({ labelIds })}
          error={errors["conditions.labelIds"]}
          nothingFoundMessage={t("nothing")}
        />
      )}
      {trigger === "statusChanged" && (
        <MultiSelect
          label={t("statuses")}
          placeholder={conditions.statuses?.length ? "" : t("anyOne")}
          data={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
          value={conditions.statuses ?? []}
          onChange={(value) => change({ statuses: value as Conditions["statuses"] })}
          error={errors["conditions.statuses"]}
        />
      )}
      {kind !== "autoReply" && (
        <TagsInput
          label={t(trigger === "labelAdded" || trigger === "statusChanged" ? "words.anyLast" : "words.any")}
          description={t("words.help")}
          placeholder={conditions.any?.length ? "" : t("words.example")}
          value={conditions.any ?? []}
          onChange={(any) => change({ any })}
          error={errors["conditions.any"]}
          acceptValueOnBlur
        />
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: "flex-start" }}
        rightSection={<IconChevronDown size={14} style={{ rotate: more ? "180deg" : "0deg" }} />}
        onClick={toggle}
        aria-expanded={more}
      >
        {t("moreConditions")}
      </Button>
      <Collapse expanded={more}>
        <Stack gap="sm">
          {kind !== "autoReply" && (
            <>
              <TagsInput
                label={t("words.all")}
                value={conditions.all ?? []}
                onChange={(all) => change({ all })}
                error={errors["conditions.all"]}
                acceptValueOnBlur
              />
              <TagsInput
                label={t("words.none")}
                value={conditions.none ?? []}
                onChange={(none) => change({ none })}
                error={errors["conditions.none"]}
                acceptValueOnBlur
              />
              {hasWords && (
                <>
                  <Select
                    label={t("mode.label")}
                    data={(["wholeWord", "contains", "exact"] as const).map((value) => ({
                      value,
                      label: t(`mode.${value}`),
                    }))}
                    value={conditions.mode ?? "wholeWord"}
                    onChange={(mode) => mode && change({ mode: mode as NonNullable<Conditions["mode"]> })}
                    allowDeselect={false}
                  />
                  <Select
                    label={t("accents.label")}
                    data={(["folded", "exact"] as const).map((value) => ({ value, label: t(`accents.${value}`) }))}
                    value={conditions.accents ?? "folded"}
                    onChange={(accents) =>
                      accents && change({ accents: accents as NonNullable<Conditions["accents"]> })
                    }
                    allowDeselect={false}
                  />
                  <Switch
                    label={t("teencode")}
                    description={t("teencodeHelp")}
                    checked={conditions.teencode ?? true}
                    onChange={(event) => change({ teencode: event.currentTarget.checked })}
                  />
                </>
              )}
            </>
          )}
          {(kind === "keywordReply" || kind === "rule") && (
            <TagsInput
              label={t("choices.label")}
              description={t("choices.help")}
              value={conditions.choiceIds ?? []}
              onChange={(choiceIds) => change({ choiceIds })}
              error={errors["conditions.choiceIds"]}
              acceptValueOnBlur
            />
          )}
          {connections.length > 0 && (
            <MultiSelect
              label={t("connections")}
              placeholder={conditions.connectionIds?.length ? "" : t("anyOne")}
              data={connections.map((one) => ({ value: one.id, label: one.name }))}
              value={conditions.connectionIds ?? []}
              onChange={(connectionIds) => change({ connectionIds })}
              error={errors["conditions.connectionIds"]}
            />
          )}
          {teams.length > 0 && (
            <MultiSelect
              label={t("teams")}
              placeholder={conditions.teamIds?.length ? "" : t("anyOne")}
              data={teams.map((one) => ({ value: one.id, label: one.name }))}
              value={conditions.teamIds ?? []}
              onChange={(teamIds) => change({ teamIds })}
              error={errors["conditions.teamIds"]}
            />
          )}
          <MultiSelect
            label={t("languages")}
            placeholder={conditions.languages?.length ? "" : t("anyOne")}
            data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
            value={conditions.languages ?? []}
            onChange={(value) => change({ languages: value })}
            error={errors["conditions.languages"]}
          />
          {yesNo.map((name) => (
            <Select
              key={name}
              label={t(`is.${name}.label`)}
              placeholder={t("either")}
              data={[
                { value: "yes", label: t(`is.${name}.yes`) },
                { value: "no", label: t(`is.${name}.no`) },
              ]}
              value={conditions[name] == null ? null : conditions[name] ? "yes" : "no"}
              onChange={(value) => change({ [name]: value === null ? null : value === "yes" })}
              clearable
            />
          ))}
          {kind !== "autoReply" && (
            <TextInput
              label={t("pattern.label")}
              description={t("pattern.help")}
              value={conditions.pattern ?? ""}
              onChange={(event) => change({ pattern: event.currentTarget.value || null })}
              error={errors["conditions.pattern"]}
            />
          )}
        </Stack>
      </Collapse>
    </Stack>
  );
}
