import { SegmentedControl } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "~/page/Page";
import { useFeed } from "~/page/useFeed";
import { useMay } from "~/session/session";
import { CauseList } from "./CauseList";
import { DeliveryPanel } from "./DeliveryPanel";
import { StateTabs } from "./StateTabs";
import { WebhookList } from "./WebhookList";

const types = ["delivery.changed"] as const;
const keys = [["deliveries"], ["webhook-events"]] as const;

/** What the hub owes other systems and what they sent: what failed, why, and the way on. */
export function JobsPage() {
  const { t } = useTranslation("jobs");
  const search = useSearch({ from: "/shell/jobs" });
  const navigate = useNavigate({ from: "/jobs" });
  const may = useMay();
  useFeed(types, keys);
  const state = search.state ?? "dead";
  return (
    <Page
      title={t("title")}
      text={t("text")}
      actions={
        may("webhooks.read") && (
          <SegmentedControl
            aria-label={t("title")}
            value={search.tab ?? "deliveries"}
            onChange={(tab) => void navigate({ search: tab === "webhooks" ? { tab } : {} })}
            data={[
              { value: "deliveries", label: t("tab.deliveries") },
              { value: "webhooks", label: t("tab.webhooks") },
            ]}
          />
        )
      }
    >
      {search.tab === "webhooks" ? (
        <WebhookList />
      ) : (
        <>
          <StateTabs
            state={state}
            onChange={(next) =>
              void navigate({ search: ({ connection }) => ({ state: next, ...(connection && { connection }) }) })
            }
          />
          <CauseList key={state} state={state} connectionId={search.connection} />
        </>
      )}
      <DeliveryPanel
        id={search.delivery}
        onClose={() => void navigate({ search: ({ delivery: _, ...rest }) => rest })}
      />
    </Page>
  );
}
