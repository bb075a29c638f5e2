import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { number } from "~/i18n/format";
import { Card } from "~/page/Card";
import { type Funnel, type FunnelSource, type FunnelStage, sources, stages } from "./api";
import classes from "./Funnel.module.css";
import { share } from "./share";

/** How far conversations came, each stage with those of all later ones. */
export function Stages({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation("signals");
  const count = (stage: FunnelStage, source?: FunnelSource) =>
    funnel.rows
      .filter((row) => row.stage === stage && (source === undefined || row.source === source))
      .reduce((sum, row) => sum + row.count, 0);
  const all = count("arrived");
  return (
    <Card title={t("funnel.stages.title")} text={t("funnel.stages.text")}>
      <div className={classes.legend} aria-hidden>
        {sources.map((source) => (
          <span key={source}>
            <span className={`${classes.mark} ${classes[source]}`} />
            {t(`funnel.source.${source}`)}
          </span>
        ))}
      </div>
      <ol className={classes.stages}>
        {stages.map((stage, index) => {
          const before = stages[index - 1];
          return (
            <li key={stage} className={classes.stage}>
              <div className={classes.line}>
                <Text fw={600}>{t(`funnel.stage.${stage}.name`)}</Text>
                <Text fz="xs" c="dimmed">
                  {t(`funnel.stage.${stage}.means`)}
                </Text>
                <span className={classes.count}>{number(count(stage))}</span>
              </div>
              <div className={classes.bar} aria-hidden>
                {sources.map((source) =>
                  count(stage, source) > 0 ? (
                    <span
                      key={source}
                      className={classes[source]}
                      style={{ width: `${(100 * count(stage, source)) / all}%` }}
                    />
                  ) : null,
                )}
              </div>
              <div className={classes.split}>
                {before && count(before) > 0 && (
                  <span>{t("funnel.ofBefore", { share: share(count(stage), count(before)) })}</span>
                )}
                {sources.map((source) => (
                  <span key={source}>
                    {t(`funnel.source.${source}`)}: {number(count(stage, source))}
                  </span>
                ))}
              </div>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
