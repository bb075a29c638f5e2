import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Connection } from "~/connections/types";

/** Where the receipt says what stays at the platform after an account was disconnected. */
export function ReceiptLink({ connection }: { connection: Connection | undefined }) {
  const { t } = useTranslation("jobs");
  if (!connection) return null;
  return (
    <Anchor
      fz="sm"
      renderRoot={(props) => (
        <Link to="/connections/$connectionId" params={{ connectionId: connection.id }} {...props} />
      )}
    >
      {t("receipt")}
    </Anchor>
  );
}
