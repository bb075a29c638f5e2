import { Badge, Tabs } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { number } from "~/i18n/format";
import { causesQuery } from "./api";
import { type DeliveryState, deliveryStates } from "./types";

// What is over grows without end, so it is counted only when somebody looks.
const over: DeliveryState[] = ["done", "cancelled"];
const urgent: DeliveryState[] = ["dead", "unknown"];

/** The states of deliveries, with how many there are; those that need a person first. */
export function StateTabs({ state, onChange }: { state: DeliveryState; onChange: (state: DeliveryState) => void }) {
  const { t } = useTranslation("jobs");
  const counts = useQueries({
    queries: deliveryStates.map((one) => ({ ...causesQuery(one), enabled: !over.includes(one) || state === one })),
  }).map((query) => query.data?.reduce((sum, cause) => sum + cause.count, 0));
  return (
    <Tabs
      value={state}
      onChange={(next) => next && onChange(next as DeliveryState)}
      styles={{ list: { flexWrap: "nowrap", overflowX: "auto", overflowY: "hidden" }, tab: { flex: "none" } }}
    >
      <Tabs.List aria-label={t("states")}>
        {deliveryStates.map((one, index) => {
          const count = counts[index];
          return (
            <Tabs.Tab
              key={one}
              value={one}
              aria-controls={undefined}
              rightSection={
                count ? (
                  <Badge size="sm" variant="light" color={urgent.includes(one) ? "red" : "gray"}>
                    {number(count)}
                  </Badge>
                ) : undefined
              }
            >
              {t(`state.${one}`)}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
    </Tabs>
  );
}
