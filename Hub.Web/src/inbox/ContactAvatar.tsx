import { Avatar } from "@mantine/core";
import {
  type Icon,
  IconBrandLine,
  IconBrandMessenger,
  IconBrandTiktok,
  IconBrandWhatsapp,
  IconMessage2,
} from "@tabler/icons-react";
import { hueOf, initials } from "~/shell/initials";
import classes from "./ContactAvatar.module.css";

const channels: Record<string, { icon: Icon; color: string; name: string }> = {
  tiktok: { icon: IconBrandTiktok, color: "#111111", name: "TikTok" },
  whatsapp: { icon: IconBrandWhatsapp, color: "#128c4b", name: "WhatsApp" },
  messenger: { icon: IconBrandMessenger, color: "#0a66d6", name: "Messenger" },
  line: { icon: IconBrandLine, color: "#058a3c", name: "LINE" },
  zalo: { icon: IconMessage2, color: "#0057d9", name: "Zalo" },
};

export const channelName = (connectorId: string): string => channels[connectorId]?.name ?? connectorId;

interface Props {
  id: string;
  name: string | null;
  connectorId?: string;
  size?: number;
}

/** A contact's initials, always in the same colour, with the mark of the channel. */
export function ContactAvatar({ id, name, connectorId, size = 36 }: Props) {
  const channel = connectorId
    ? (channels[connectorId] ?? { icon: IconMessage2, color: "#55616f", name: connectorId })
    : undefined;
  return (
    <div className={classes.frame} style={{ width: size, height: size }}>
      <Avatar size={size} radius="xl" color={hueOf(id)} variant="light" aria-hidden>
        {initials(name)}
      </Avatar>
      {channel && (
        <span
          className={classes.badge}
          style={{ background: channel.color }}
          title={channel.name}
          role="img"
          aria-label={channel.name}
        >
          <channel.icon size={10} stroke={2.25} aria-hidden />
        </span>
      )}
    </div>
  );
}
