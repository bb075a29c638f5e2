import { Anchor, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { type Place, placesOf } from "./deeds";
import type { Delivery } from "./types";

/** The pages of what a delivery is about: where somebody looks what became of it, and mends its cause. */
export function Places({ delivery, most }: { delivery: Delivery; most?: number }) {
  const { t } = useTranslation("jobs");
  const may = useMay();
  const places = placesOf(delivery).filter(({ kind }) => may(`${kind}s.read`));
  return (
    <Group gap="xs" component="span">
      {places.slice(0, most).map((place) => (
        <Anchor key={place.kind} fz="sm" renderRoot={(props) => <PlaceLink place={place} {...props} />}>
          {t(`record.${place.kind}`)}
        </Anchor>
      ))}
    </Group>
  );
}

function PlaceLink({ place: { kind, id }, ...props }: { place: Place }) {
  if (kind === "conversation") return <Link to="/inbox/$conversationId" params={{ conversationId: id }} {...props} />;
  if (kind === "contact") return <Link to="/contacts/$contactId" params={{ contactId: id }} {...props} />;
  if (kind === "order") return <Link to="/orders" search={{ order: id }} {...props} />;
  return <Link to="/bookings" search={{ booking: id }} {...props} />;
}
