import { Button, Group, NumberInput, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { catalogQuery, connectionsQuery } from "~/connections/api";
import { windowMessagesOf } from "~/connections/limits";
import { Card } from "~/page/Card";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { ReadOnly } from "~/page/ReadOnly";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { savePolicy } from "./api";
import { formOf, type HoursForm, hoursOf, isShown } from "./hours";
import { OwnHours } from "./OwnHours";
import { TeamHours } from "./TeamHours";
import type { Policy } from "./types";
import { useWritesRules } from "./useWritesRules";

const usualBudget = { most: 5, reserve: 3 };
const numbers = ["answerWithinMinutes", "quietAfterPersonMinutes", "loopMessages", "loopTurns", "loopMinutes"] as const;

/** Opening hours, and the limits that all automatic answers keep to. */
export function PolicyForm({ policy }: { policy: Policy }) {
  const { t } = useTranslation("automation");
  const allowed = useMay();
  const may = useWritesRules();
  const { data: connections = [] } = useQuery({ ...connectionsQuery, enabled: allowed("connections.read") });
  const { data: catalog } = useQuery({ ...catalogQuery, enabled: allowed("connections.read") });
  const [limits, setLimits] = useState(policy);
  const [hours, setHours] = useState(policy.hours ? formOf(policy.hours) : null);
  const [teamHours, setTeamHours] = useState(() =>
    Object.fromEntries(Object.entries(policy.teamHours ?? {}).map(([team, own]) => [team, formOf(own)])),
  );
  const setTeam = (team: string, own: HoursForm | null) =>
    setTeamHours(({ [team]: _, ...others }) => (own ? { ...others, [team]: own } : others));
  const store = useDeed(
    () =>
      savePolicy({
        ...limits,
        hours: hours && hoursOf(hours, policy.hours?.timeZone ?? null),
        teamHours: Object.fromEntries(
          Object.entries(teamHours).map(([team, own]) => [
            team,
            hoursOf(own, policy.teamHours?.[team]?.timeZone ?? null),
          ]),
        ),
      }),
    { inForm: true, says: t("saved"), refresh: [["automation-policy"]] },
  );
  const errors = fieldsOf(store.error);
  const budgetOf = (id: string) => limits.budgets?.[id] ?? usualBudget;
  const setBudget = (id: string, part: Partial<typeof usualBudget>) =>
    setLimits({ ...limits, budgets: { ...limits.budgets, [id]: { ...budgetOf(id), ...part } } });
  const channels = connections.flatMap((one) => {
    const quota = windowMessagesOf(one, catalog?.items);
    return quota === null ? [] : [{ ...one, quota }];
  });
  return (
    <Form onSubmit={() => store.mutate()}>
      {!may && <ReadOnly />}
      <FormFailure error={store.error} fields={[...numbers, ...Object.keys(errors).filter(isShown)]} />
      <Card title={t("hours.title")} text={t("hours.text")}>
        <Stack gap="sm">
          <OwnHours
            label={t("hours.keeps")}
            hours={hours}
            onChange={setHours}
            errors={errors}
            disabled={!may}
            zone={policy.hours?.timeZone}
          />
        </Stack>
      </Card>
      <TeamHours hours={teamHours} onChange={setTeam} policy={policy} errors={errors} disabled={!may} />
      <Card title={t("limits.title")} text={t("limits.text")}>
        <Stack gap="sm">
          {numbers.map((name) => (
            <NumberInput
              key={name}
              label={t(`limits.${name}`)}
              value={limits[name] ?? 0}
              onChange={(value) => setLimits({ ...limits, [name]: typeof value === "number" ? value : 0 })}
              error={errors[name]}
              disabled={!may}
              min={0}
              maw={420}
            />
          ))}
        </Stack>
      </Card>
      {channels.length > 0 && (
        <Card title={t("budget.title")} text={t("budget.text")}>
          <Stack gap="sm">
            {channels.map((one) => (
              <Group key={one.id} gap="sm" align="flex-end">
                <Text w={140} component="div">
                  <Text truncate>{one.name}</Text>
                  <Text fz="xs" c="dimmed">
                    {t("budget.quota", { count: one.quota })}
                  </Text>
                </Text>
                <NumberInput
                  w={180}
                  label={t("budget.most")}
                  value={budgetOf(one.id).most}
                  onChange={(value) => setBudget(one.id, { most: typeof value === "number" ? value : 0 })}
                  disabled={!may}
                  min={0}
                />
                <NumberInput
                  w={180}
                  label={t("budget.reserve")}
                  value={budgetOf(one.id).reserve}
                  onChange={(value) => setBudget(one.id, { reserve: typeof value === "number" ? value : 0 })}
                  disabled={!may}
                  min={0}
                />
              </Group>
            ))}
          </Stack>
        </Card>
      )}
      {may && (
        <Group justify="flex-end">
          <Button type="submit" loading={store.isPending}>
            {t("save")}
          </Button>
        </Group>
      )}
    </Form>
  );
}
