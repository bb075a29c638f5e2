import { Stack, Text, Timeline, Title } from "@mantine/core";
import { IconCheck, IconQuestionMark, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import type { Attempt } from "./types";

const good = ["Accepted", "Duplicate"];

/** Every try that the hub remembers. Of what went well at once there is nothing to tell. */
export function Attempts({ attempts, isOver }: { attempts: Attempt[]; isOver: boolean }) {
  const { t } = useTranslation("jobs");
  if (attempts.length === 0) return isOver ? null : <Text c="dimmed">{t("delivery.noTries")}</Text>;
  return (
    <Stack gap="sm">
      <Title order={3}>{t("delivery.tries")}</Title>
      <Timeline bulletSize={22} lineWidth={2}>
        {attempts.map((attempt) => {
          const isGood = good.includes(attempt.outcome);
          const isDoubt = attempt.outcome === "Unknown";
          const Bullet = isGood ? IconCheck : isDoubt ? IconQuestionMark : IconX;
          return (
            <Timeline.Item
              key={attempt.at + attempt.outcome}
              bullet={<Bullet size={14} />}
              color={isGood ? "green" : isDoubt ? "orange" : attempt.outcome === "Withheld" ? "gray" : "red"}
              title={t(`outcome.${attempt.outcome}`, { defaultValue: attempt.outcome })}
            >
              <Text fz="xs" c="dimmed">
                {fullTime(attempt.at)}
              </Text>
              {attempt.reason && <Text fz="sm">{attempt.reason}</Text>}
              {(attempt.code ?? attempt.detail) && (
                <Text fz="xs" ff="monospace">
                  {[attempt.code, attempt.detail].filter(Boolean).join(": ")}
                </Text>
              )}
            </Timeline.Item>
          );
        })}
      </Timeline>
    </Stack>
  );
}
