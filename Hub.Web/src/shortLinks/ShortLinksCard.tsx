import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";

/** The way to the short links of an account. */
export function ShortLinksCard({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation("shortLinks");
  return (
    <Card title={t("title")} text={t("card")}>
      <Button
        variant="default"
        component={Link}
        to={`/connections/${connectionId}/short-links`}
        aria-label={`${t("manage")}: ${t("title")}`}
      >
        {t("manage")}
      </Button>
    </Card>
  );
}
