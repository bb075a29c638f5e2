import { Tooltip } from "@mantine/core";
import { IconClockHour4, IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { duration, fullTime } from "~/i18n/format";
import { useNow } from "~/shell/useNow";
import type { Window } from "../types";
import classes from "./Composer.module.css";
import { meterOf } from "./meter";

/** How long and how many messages the channel still lets the business answer. */
export function WindowMeter({ window }: { window: Window }) {
  const { t } = useTranslation("inbox");
  const { tone, time, left } = meterOf(window, useNow());
  if (tone === "none") return null;
  const parts =
    tone === "closed"
      ? [t("meter.closed")]
      : [
          time !== null && t("meter.time", { time: duration(time) }),
          left !== null && t("meter.left", { count: left }),
        ].filter(Boolean);
  return (
    <Tooltip label={window.closesAt ? t("meter.until", { time: fullTime(window.closesAt) }) : t("meter.noTime")}>
      <span className={classes.meter} data-tone={tone}>
        {tone === "closed" ? <IconLock size={13} aria-hidden /> : <IconClockHour4 size={13} aria-hidden />}
        {parts.join(" · ")}
      </span>
    </Tooltip>
  );
}
