import { Alert, Anchor, Badge, Button, Group, Progress, Select, Stack, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { useDeed } from "~/page/useDeed";
import classes from "./Automation.module.css";
import { backTest } from "./api";
import { conditionsOf, type Draft, joined } from "./draft";
import { FalseMarks } from "./FalseMarks";
import type { BackTestPage, Marks } from "./types";

const spans = ["7", "30", "90"] as const;
const shownSamples = 8;
const shownDays = 7;

const share = ({ falseHits, hits }: BackTestPage) => Math.round((100 * falseHits) / hits);

/** What the rule would have met in the messages of the last weeks. Nothing is sent or changed. */
export function BackTest({ draft }: { draft: Draft }) {
  const { t } = useTranslation("automation");
  const [days, setDays] = useState<string>("30");
  const [marks, setMarks] = useState<Marks>({ falseLabelIds: [], falseOutcomes: [] });
  const [found, setFound] = useState<BackTestPage | null>(null);
  const run = useDeed(
    (next: string | null) => backTest({ ...draft, conditions: conditionsOf(draft) }, marks, Number(days), next),
    {
      after: (page, next) => setFound((before) => joined(next ? before : null, page)),
    },
  );
  return (
    <Stack gap="xs" className={classes.action}>
      <Group gap="xs">
        <Select
          aria-label={t("test.days")}
          w={140}
          data={spans.map((value) => ({ value, label: t("test.span", { count: Number(value) }) }))}
          value={days}
          onChange={(value) => value && setDays(value)}
          allowDeselect={false}
        />
        <Button
          variant="default"
          leftSection={<IconHistory size={16} />}
          loading={run.isPending}
          onClick={() => run.mutate(null)}
        >
          {t("test.run")}
        </Button>
      </Group>
      <Text fz="xs" c="dimmed">
        {t("test.help")}
      </Text>
      <FalseMarks
        marks={marks}
        onChange={(changed) => {
          setMarks(changed);
          setFound(null);
        }}
      />
      {found && (
        <Stack gap="xs" role="status">
          <Alert color={found.hits > 0 ? "sea" : "gray"} p="xs">
            {t("test.found", { hits: found.hits, read: found.read, orders: found.withOrder })}
            {found.falseHits > 0 && ` ${t("test.false", { count: found.falseHits, share: share(found) })}`}
          </Alert>
          {found.tooSlow > 0 && (
            <Alert color="red" p="xs">
              {t("test.slow", { count: found.tooSlow })}
            </Alert>
          )}
          {found.days.slice(0, shownDays).map((day) => (
            <div key={day.day} className={classes.bar}>
              <Text fz="xs">{day.day}</Text>
              <Progress value={(100 * day.hits) / Math.max(...found.days.map((one) => one.hits))} aria-hidden />
              <Text fz="xs" ta="end">
                {day.hits}
              </Text>
            </div>
          ))}
          {found.ads.some((ad) => ad.adId) && (
            <Text fz="xs" c="dimmed">
              {t("test.ads")}{" "}
              {found.ads
                .slice(0, 5)
                .map((ad) => `${ad.adId ?? t("test.noAd")}: ${ad.hits}`)
                .join(" · ")}
            </Text>
          )}
          {found.samples.slice(0, shownSamples).map((sample) => (
            <div key={`${sample.messageId}${sample.at}`}>
              <Text fz="sm" fs={sample.text ? undefined : "italic"} className={classes.answer}>
                {sample.text ?? t("test.noWords")}
              </Text>
              <Group gap="xs">
                <Anchor
                  fz="xs"
                  component={Link}
                  to={`/inbox/${sample.conversationId}`}
                  search={{ message: sample.messageId ?? undefined } as never}
                  target="_blank"
                >
                  {t("test.open", { time: fullTime(sample.at) })}
                </Anchor>
                {sample.isFalse && <Badge color="red">{t("test.isFalse")}</Badge>}
              </Group>
            </div>
          ))}
          {found.next && (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={run.isPending}
              onClick={() => run.mutate(found.next)}
              style={{ alignSelf: "flex-start" }}
            >
              {t("test.more")}
            </Button>
          )}
        </Stack>
      )}
    </Stack>
  );
}
