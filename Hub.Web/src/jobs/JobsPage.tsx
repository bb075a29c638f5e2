import { Button, Group, SegmentedControl } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "~/page/Page";
import { useFeed } from "~/page/useFeed";
import { useMay } from "~/session/session";
import { engineQuery } from "./api";
import { CauseList } from "./CauseList";
import { DeliveryPanel } from "./DeliveryPanel";
import { JobFinder } from "./JobFinder";
import { NobodyWorks } from "./NobodyWorks";
import { ParkedList } from "./ParkedList";
import { StateTabs } from "./StateTabs";
import { SubjectList } from "./SubjectList";
import { subjectOf } from "./search";
import { WebhookList } from "./WebhookList";

const types = ["delivery.changed"] as const;
const keys = [["deliveries"], ["webhook-events"]] as const;

/** What the hub owes other systems and what they sent: what failed, why, and the way on. */
export function JobsPage() {
  const { t } = useTranslation("jobs");
  const search = useSearch({ from: "/shell/jobs" });
  const navigate = useNavigate({ from: "/jobs" });
  const may = useMay();
  const { data: engine } = useQuery(engineQuery);
  useFeed(types, keys);
  const state = search.state ?? "dead";
  const subject = subjectOf(search);
  return (
    <Page
      title={t("title")}
      text={t("text")}
      actions={
        <Group gap="sm">
          {engine?.dashboard && (
            <Button
              component="a"
              href={engine.dashboard}
              variant="default"
              leftSection={<IconExternalLink size={16} aria-hidden />}
            >
              {t("dashboard")}
            </Button>
          )}
          {may("webhooks.read") && (
            <SegmentedControl
              aria-label={t("title")}
              value={search.tab ?? "deliveries"}
              onChange={(tab) => void navigate({ search: tab === "webhooks" ? { tab } : {} })}
              data={[
                { value: "deliveries", label: t("tab.deliveries") },
                { value: "webhooks", label: t("tab.webhooks") },
              ]}
            />
          )}
        </Group>
      }
    >
      {engine?.working === 0 && <NobodyWorks engine={engine} />}
      {search.tab === "webhooks" ? (
        <WebhookList />
      ) : subject ? (
        <>
          <JobFinder />
          <SubjectList subject={subject} state={search.state} />
        </>
      ) : (
        <>
          <ParkedList />
          <JobFinder />
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
