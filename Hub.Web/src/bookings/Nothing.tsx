import { Button } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Empty } from "~/page/Empty";
import { useMay } from "~/session/session";

/** Before the first booking: what it takes, in the order in which it is set up. */
export function Nothing({ hasServices, hasResources }: { hasServices: boolean; hasResources: boolean }) {
  const { t } = useTranslation("bookings");
  const may = useMay()("services.manage");
  return (
    <Card flush>
      <Empty icon={IconCalendarPlus} title={t("empty.title")} text={t(may ? "empty.text" : "empty.ask")}>
        {may && !hasResources && (
          <Button component={Link} to="/settings/resources">
            {t("empty.resources")}
          </Button>
        )}
        {may && !hasServices && (
          <Button variant={hasResources ? "filled" : "default"} component={Link} to="/settings/services">
            {t("empty.services")}
          </Button>
        )}
      </Empty>
    </Card>
  );
}
