import { Select, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Connection } from "~/connections/types";
import { choices, daysOf, isSpan, usualDays } from "./span";

const own = "own";

/** Which days, and of which channel. */
export function SpanBar({ channels }: { channels: Connection[] }) {
  const { t } = useTranslation("signals");
  const search = useSearch({ from: "/shell/signals/funnel" });
  const navigate = useNavigate({ from: "/signals/funnel" });
  const { from, to } = daysOf(search, new Date());
  const go = (days: { from: string; to: string }) => {
    if (isSpan(days.from, days.to))
      void navigate({ search: ({ connection }) => ({ ...days, ...(connection && { connection }) }) });
  };
  return (
    <>
      <Select
        aria-label={t("funnel.span")}
        value={search.from ? own : String(search.days ?? usualDays)}
        onChange={(value) => {
          if (value === own) return go({ from, to });
          const days = Number(value);
          void navigate({
            search: ({ connection }) => ({ ...(days !== usualDays && { days }), ...(connection && { connection }) }),
          });
        }}
        data={[
          ...choices.map((days) => ({ value: String(days), label: t("funnel.lastDays", { count: days }) })),
          { value: own, label: t("funnel.ownSpan") },
        ]}
        allowDeselect={false}
      />
      {search.from && (
        <>
          <TextInput
            type="date"
            aria-label={t("funnel.from")}
            value={from}
            max={to}
            onChange={(event) => go({ from: event.currentTarget.value, to })}
          />
          <TextInput
            type="date"
            aria-label={t("funnel.to")}
            value={to}
            min={from}
            onChange={(event) => go({ from, to: event.currentTarget.value })}
          />
        </>
      )}
      {channels.length > 1 && (
        <Select
          aria-label={t("funnel.channel")}
          placeholder={t("funnel.allChannels")}
          value={search.connection ?? null}
          onChange={(connection) =>
            void navigate({ search: ({ connection: _, ...rest }) => (connection ? { ...rest, connection } : rest) })
          }
          data={channels.map((one) => ({ value: one.id, label: one.name }))}
          clearable
        />
      )}
    </>
  );
}
