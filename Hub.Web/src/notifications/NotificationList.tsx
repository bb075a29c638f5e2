import { Button, Text, Title } from "@mantine/core";
import {
  IconAt,
  IconBellOff,
  IconClockExclamation,
  IconEngineOff,
  IconMessageCheck,
  IconMessageX,
  IconPlugConnectedX,
  IconUserCheck,
} from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Empty } from "~/page/Empty";
import { Listed } from "~/page/Listed";
import { useDeed } from "~/page/useDeed";
import { When } from "~/page/When";
import { useMay } from "~/session/session";
import { membersQuery } from "~/settings/api";
import { notificationsQuery, read, readAll } from "./api";
import classes from "./Bell.module.css";
import type { Notification } from "./types";

const refresh = [["notifications"]];
const marks = {
  mention: IconAt,
  assignment: IconUserCheck,
  connectionPaused: IconPlugConnectedX,
  connectionSilent: IconPlugConnectedX,
  connectionRemoved: IconPlugConnectedX,
  subscriptionFailing: IconPlugConnectedX,
  subscriptionLost: IconPlugConnectedX,
  nobodyWorks: IconEngineOff,
  tokenEnding: IconClockExclamation,
  autoMessageRejected: IconMessageX,
  autoMessageApproved: IconMessageCheck,
} as const;

export function NotificationList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("notifications");
  const list = useInfiniteQuery(notificationsQuery);
  const all = useDeed(readAll, { refresh });
  const one = useDeed(read, { refresh });
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className={classes.head}>
        <Title order={2} fz="md">
          {t("title")}
        </Title>
        {shown.some((notification) => notification.readAt === null) && (
          <Button size="compact-sm" variant="subtle" loading={all.isPending} onClick={() => all.mutate()}>
            {t("readAll")}
          </Button>
        )}
      </div>
      <Listed list={list} empty={<Empty icon={IconBellOff} title={t("empty.title")} text={t("empty.text")} />}>
        {(items) => (
          <Rows
            items={items}
            onOpen={(notification) => {
              onClose();
              if (notification.readAt === null) one.mutate(notification.id);
            }}
          />
        )}
      </Listed>
    </>
  );
}

function Rows({ items, onOpen }: { items: Notification[]; onOpen: (notification: Notification) => void }) {
  const { t } = useTranslation("notifications");
  const may = useMay();
  const { data: members } = useQuery({ ...membersQuery, enabled: may("members.read") });
  const who = ({ actor }: Notification) =>
    members?.find((member) => member.id === actor.id)?.name ?? t(`actor.${actor.kind}`);
  return (
    <ul className={classes.list}>
      {items.map((notification) => {
        const Mark = marks[notification.kind];
        return (
          <li key={notification.id}>
            <Link
              to={placeOf(notification)}
              className={classes.one}
              data-unread={notification.readAt === null || undefined}
              onClick={() => onOpen(notification)}
            >
              <Mark size={18} stroke={1.75} aria-hidden color="var(--hub-accent)" />
              <span className={classes.words}>
                {t(notification.isWebhook ? "webhookPaused" : `kind.${notification.kind}`, {
                  who: who(notification),
                  name: notification.conversationId
                    ? (notification.contactName ?? t("somebody"))
                    : (notification.connectionName ?? t("connection")),
                })}
                <Text span display="block" fz="xs" c="dimmed">
                  <When at={notification.at} />
                  {notification.readAt === null && ` · ${t("new")}`}
                </Text>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** Where something can be done about it. */
const placeOf = ({ kind, conversationId, connectionId, isWebhook }: Notification): string => {
  if (conversationId) return `/inbox/${conversationId}`;
  if (isWebhook) return "/settings/webhooks";
  if (kind === "nobodyWorks") return "/jobs";
  const isReview = kind === "autoMessageRejected" || kind === "autoMessageApproved";
  return `/connections/${connectionId}${isReview ? "/auto-messages" : ""}`;
};
