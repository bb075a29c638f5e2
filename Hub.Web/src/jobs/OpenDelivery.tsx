import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** Opens a delivery beside the list that it stands in. */
export function OpenDelivery({ id }: { id: string }) {
  const { t } = useTranslation("jobs");
  return (
    <Anchor
      fz="sm"
      renderRoot={(props) => (
        <Link from="/jobs" to="/jobs" search={(before) => ({ ...before, delivery: id })} {...props} />
      )}
    >
      {t("open")}
    </Anchor>
  );
}
