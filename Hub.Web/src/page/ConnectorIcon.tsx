import { ThemeIcon } from "@mantine/core";
import {
  type Icon,
  IconAd2,
  IconBrandLine,
  IconBrandMessenger,
  IconBrandTiktok,
  IconBrandWhatsapp,
  IconBuildingStore,
  IconCalendarEvent,
  IconMessage2,
  IconPlug,
  IconUserCircle,
} from "@tabler/icons-react";

const icons: Record<string, [Icon, string]> = {
  tiktok: [IconBrandTiktok, "gray"],
  whatsapp: [IconBrandWhatsapp, "green"],
  messenger: [IconBrandMessenger, "blue"],
  line: [IconBrandLine, "green"],
  zalo: [IconMessage2, "blue"],
  "tiktok-events": [IconAd2, "pink"],
  hubspot: [IconBuildingStore, "orange"],
  caldav: [IconCalendarEvent, "teal"],
  tryton: [IconBuildingStore, "indigo"],
  manual: [IconUserCircle, "gray"],
};

/** The sign of a channel or another system; its name stands beside it. */
export function ConnectorIcon({ id, size = 28 }: { id: string; size?: number }) {
  const [Sign, color] = icons[id] ?? [IconPlug, "gray"];
  return (
    <ThemeIcon size={size} radius="md" variant="light" color={color} aria-hidden>
      <Sign size={size * 0.6} stroke={1.75} />
    </ThemeIcon>
  );
}
