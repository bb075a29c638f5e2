import { Button, Group, Select, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Facts } from "~/page/Facts";
import { Failure, FormFailure, fieldsOf } from "~/page/Failure";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { changeTracking, deleteTracking, trackingQuery, tryTracking } from "./api";
import type { Connector, TrackingRule } from "./types";

/** Which part of a prefilled text is an ad platform's tracking id. */
export function TrackingCard({ connectionId, connectors }: { connectionId: string; connectors: Connector[] }) {
  const { t } = useTranslation("connections");
  const tracking = useQuery(trackingQuery(connectionId));
  const ads = connectors.filter((one) => one.kinds.includes("ads"));
  if (ads.length === 0) return null;
  return (
    <Card title={t("tracking.title")} text={t("tracking.text")}>
      {tracking.isError && <Failure error={tracking.error} again={tracking.refetch} />}
      {tracking.data && (
        <Rule
          key={tracking.data.rule?.pattern}
          connectionId={connectionId}
          rule={tracking.data.rule ?? null}
          ads={ads}
        />
      )}
    </Card>
  );
}

function Rule({ connectionId, rule, ads }: { connectionId: string; rule: TrackingRule | null; ads: Connector[] }) {
  const { t } = useTranslation("connections");
  const may = useMay();
  const [platform, setPlatform] = useState(rule?.platform ?? ads[0]?.id ?? "");
  const [pattern, setPattern] = useState(rule?.pattern ?? "");
  const [isExpression, setExpression] = useState(rule?.isExpression ?? false);
  const [sample, setSample] = useState("");
  const refresh = [["connections", connectionId, "tracking"]];
  const sampled = useDeed(() => tryTracking({ pattern, isExpression, text: sample }), { inForm: true });
  const save = useDeed(() => changeTracking(connectionId, { platform, pattern, isExpression }), {
    inForm: true,
    says: t("tracking.saved"),
    refresh,
  });
  const remove = useDeed(() => deleteTracking(connectionId), {
    says: t("tracking.removed"),
    refresh,
    after: () => setPattern(""),
  });
  const errors = { ...fieldsOf(sampled.error), ...fieldsOf(save.error) };
  const isLocked = !may("connections.write");
  return (
    <Stack>
      <Select
        label={t("tracking.platform")}
        data={ads.map((one) => ({ value: one.id, label: one.name ?? one.id }))}
        value={platform}
        onChange={(value) => value && setPlatform(value)}
        allowDeselect={false}
        disabled={isLocked}
      />
      <TextInput
        label={t("tracking.pattern")}
        description={t(isExpression ? "tracking.expressionHelp" : "tracking.patternHelp")}
        placeholder={isExpression ? "\\[ref: (?<id>\\w+)\\]" : "[ref: {id}]"}
        value={pattern}
        onChange={(event) => setPattern(event.currentTarget.value)}
        error={errors.pattern}
        disabled={isLocked}
      />
      <Switch
        label={t("tracking.isExpression")}
        checked={isExpression}
        onChange={(event) => setExpression(event.currentTarget.checked)}
        disabled={isLocked}
      />
      {!isLocked && (
        <>
          <Textarea
            label={t("tracking.sample")}
            description={t("tracking.sampleHelp")}
            autosize
            minRows={2}
            value={sample}
            onChange={(event) => setSample(event.currentTarget.value)}
          />
          <FormFailure error={save.error ?? sampled.error} fields={["pattern"]} />
          {sampled.data && (
            <div aria-live="polite">
              {sampled.data.takenOut ? (
                <Facts
                  items={[
                    [t("tracking.takes"), sampled.data.takenOut.trackingId],
                    [t("tracking.takesAd"), sampled.data.takenOut.adId],
                    [t("tracking.leaves"), sampled.data.takenOut.text || t("tracking.leavesNothing")],
                  ]}
                />
              ) : (
                <Text c="dimmed">{t("tracking.takesNothing")}</Text>
              )}
            </div>
          )}
          <Group>
            <Button loading={save.isPending} disabled={!pattern.trim()} onClick={() => save.mutate()}>
              {t("tracking.save")}
            </Button>
            <Button
              variant="default"
              loading={sampled.isPending}
              disabled={!pattern.trim() || !sample.trim()}
              onClick={() => sampled.mutate()}
            >
              {t("tracking.try")}
            </Button>
            {rule && (
              <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
                {t("tracking.remove")}
              </Button>
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}
