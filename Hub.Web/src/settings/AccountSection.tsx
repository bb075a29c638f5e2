import { useTranslation } from "react-i18next";
import { Page } from "~/page/Page";
import { LookCard } from "./LookCard";
import { PasswordCard } from "./PasswordCard";
import { ProfileCard } from "./ProfileCard";
import { SessionsCard } from "./SessionsCard";
import { TotpCard } from "./TotpCard";

/** What belongs to whoever is signed in. */
export function AccountSection() {
  const { t } = useTranslation("settings");
  return (
    <Page title={t("section.account")} text={t("account.text")}>
      <ProfileCard />
      <LookCard />
      <PasswordCard />
      <TotpCard />
      <SessionsCard />
    </Page>
  );
}
