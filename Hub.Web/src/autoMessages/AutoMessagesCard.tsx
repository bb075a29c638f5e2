import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";

/** The way to the automatic messages of an account. */
export function AutoMessagesCard({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation("autoMessages");
  return (
    <Card title={t("title")} text={t("card")}>
      <Button
        variant="default"
        component={Link}
        to={`/connections/${connectionId}/auto-messages`}
        aria-label={`${t("manage")}: ${t("title")}`}
      >
        {t("manage")}
      </Button>
    </Card>
  );
}
