import { Tabs } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession } from "~/session/session";

const pages = ["/signals", "/signals/funnel"] as const;

/** The ledger and the funnel. The funnel counts everybody's conversations, so it is for those who see them. */
export function SignalTabs({ at }: { at: (typeof pages)[number] }) {
  const { t } = useTranslation("signals");
  const navigate = useNavigate();
  const { member } = useSession();
  if (member.sees !== "all") return null;
  return (
    <Tabs value={at} onChange={(to) => to && void navigate({ to, search: {} })}>
      <Tabs.List aria-label={t("title")}>
        <Tabs.Tab value="/signals" aria-controls={undefined}>
          {t("tab.ledger")}
        </Tabs.Tab>
        <Tabs.Tab value="/signals/funnel" aria-controls={undefined}>
          {t("tab.funnel")}
        </Tabs.Tab>
      </Tabs.List>
    </Tabs>
  );
}
