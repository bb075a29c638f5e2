import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Delivery, RecordKind } from "./types";

/** The page of what a delivery is about, where its cause can be mended. */
export function RecordLink({ delivery, record }: { delivery: Delivery; record: RecordKind }) {
  const { t } = useTranslation("jobs");
  const id = delivery.subjectId;
  return (
    <Anchor
      renderRoot={(props) =>
        record === "contact" ? (
          <Link to="/contacts/$contactId" params={{ contactId: id }} {...props} />
        ) : record === "order" ? (
          <Link to="/orders" search={{ order: id }} {...props} />
        ) : (
          <Link to="/bookings" search={{ booking: id }} {...props} />
        )
      }
    >
      {t(`record.${record}`)}
    </Anchor>
  );
}
