import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "~/page/Page";
import classes from "./Automation.module.css";
import { LogSection } from "./LogSection";
import { PolicySection } from "./PolicySection";
import { RuleSection } from "./RuleSection";
import { type Tab, tabs } from "./types";

/** What the hub does by itself. */
export function AutomationPage() {
  const { t } = useTranslation("automation");
  const { tab = "keywordReply", rule } = useSearch({ from: "/shell/automation" });
  const navigate = useNavigate({ from: "/automation" });
  return (
    <Page
      title={t("title")}
      text={t("text")}
      tools={
        <Tabs
          className={classes.tabs}
          value={tab}
          onChange={(next) => void navigate({ search: next ? { tab: next as Tab } : {} })}
        >
          <Tabs.List>
            {tabs.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`tab.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      }
    >
      {tab === "hours" ? (
        <PolicySection />
      ) : tab === "log" ? (
        <LogSection ruleId={rule} />
      ) : (
        <RuleSection key={tab} kind={tab} />
      )}
    </Page>
  );
}
