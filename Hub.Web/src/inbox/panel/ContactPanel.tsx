import { Stack, Text } from "@mantine/core";
import { IconAt, IconPhone } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { BlockButton } from "~/contacts/BlockButton";
import { ago, date } from "~/i18n/format";
import { useMay } from "~/session/session";
import { useNow } from "~/shell/useNow";
import { contactQuery, conversationQuery } from "../api";
import { ContactAvatar, channelName } from "../ContactAvatar";
import { useInbox } from "../InboxContext";
import { type InboxSearch, listOnly } from "../search";
import { PriorityMenu } from "../thread/PriorityMenu";
import { SnoozeMenu } from "../thread/SnoozeMenu";
import { useDirectory } from "../useDirectory";
import classes from "./ContactPanel.module.css";
import { Orders } from "./Orders";
import { Referrals } from "./Referrals";

// Whoever only answers need not load what takes a calendar's arithmetic.
const Bookings = lazy(() => import("./Bookings").then((module) => ({ default: module.Bookings })));

/** Who one is talking to: how channels name them, where they came from, what they bought. */
export function ContactPanel({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation("inbox");
  const now = useNow();
  const may = useMay();
  const { isPhone } = useInbox();
  const { labels, connections } = useDirectory();
  const { data } = useQuery(conversationQuery(conversationId));
  const contactId = data?.conversation.contactId;
  const { data: card } = useQuery({
    ...contactQuery(contactId ?? ""),
    enabled: contactId !== undefined && may("contacts.read"),
  });
  if (!data) return null;
  const { conversation, referrals } = data;
  const contact = card?.contact;
  const others = (card?.conversations ?? []).filter((one) => one.id !== conversationId);
  const chosen = conversation.labelIds.map((id) => labels.get(id)).filter((label) => label !== undefined);
  return (
    <div className={classes.panel}>
      <div className={classes.top}>
        <ContactAvatar
          id={conversation.contactId}
          name={conversation.contactName}
          connectorId={conversation.connectorId}
          size={52}
        />
        <div>
          <Text fw={650}>{conversation.contactName ?? t("noName")}</Text>
          {contact && (
            <Text size="xs" c="dimmed">
              {t("panel.since", { date: date(contact.firstSeenAt) })}
            </Text>
          )}
          {contact && <BlockButton contactId={contact.id} isBlocked={card.isBlocked} size="compact-xs" mt={4} />}
        </div>
        {isPhone && may("conversations.write") && (
          <div className={classes.deeds}>
            <PriorityMenu conversation={conversation} />
            <SnoozeMenu conversation={conversation} />
          </div>
        )}
      </div>
      {chosen.length > 0 && (
        <div className={classes.labels}>
          {chosen.map((label) => (
            <span key={label.id} className={classes.label}>
              <span className={classes.dot} style={{ background: label.color }} />
              {label.name}
            </span>
          ))}
        </div>
      )}
      <section>
        <h3>{t("panel.reach")}</h3>
        <Stack gap={6}>
          {contact?.phone && (
            <a className={classes.line} href={`tel:${contact.phone}`}>
              <IconPhone size={15} aria-hidden /> {contact.phone}
            </a>
          )}
          {contact?.email && (
            <a className={classes.line} href={`mailto:${contact.email}`}>
              <IconAt size={15} aria-hidden /> {contact.email}
            </a>
          )}
          {card?.identities.map((identity) => (
            <span key={`${identity.connectionId} ${identity.scheme} ${identity.value}`} className={classes.line}>
              <span className={classes.scheme}>
                {connections.get(identity.connectionId)?.name ?? channelName(identity.connectorId)}
              </span>
              <span className={classes.value} title={identity.value}>
                {identity.value}
              </span>
            </span>
          ))}
          {!contact?.phone && !contact?.email && !card?.identities.length && (
            <Text size="sm" c="dimmed">
              {t("panel.noReach")}
            </Text>
          )}
        </Stack>
      </section>
      <Attributes attributes={contact?.attributes} />
      {contact?.notes && (
        <section>
          <h3>{t("panel.notes")}</h3>
          <p className={classes.notes}>{contact.notes}</p>
        </section>
      )}
      <Referrals referrals={referrals} />
      {may("orders.read") && (
        <Orders conversationId={conversationId} contactId={conversation.contactId} orders={card?.orders ?? []} />
      )}
      {may("bookings.read") && (
        <Suspense>
          <Bookings conversationId={conversationId} contactId={conversation.contactId} />
        </Suspense>
      )}
      {others.length > 0 && (
        <section>
          <h3>{t("panel.others")}</h3>
          {others.map((one) => (
            <Link
              key={one.id}
              to="/inbox/$conversationId"
              params={{ conversationId: one.id }}
              search={(all) => listOnly(all as InboxSearch)}
              className={classes.line}
            >
              {channelName(one.connectorId)} · {t(`status.${one.status}`)}
              <span className={classes.end}>{ago(one.lastActivityAt, now)}</span>
            </Link>
          ))}
        </section>
      )}
      {may("deliveries.read") && (
        <section>
          <Link to="/jobs" search={{ conversation: conversationId }} className={classes.line}>
            {t("panel.jobs")}
          </Link>
        </section>
      )}
    </div>
  );
}

function Attributes({ attributes }: { attributes: object | undefined }) {
  const { t } = useTranslation("inbox");
  const entries = Object.entries(attributes ?? {}).filter(([, value]) => value !== null && value !== "");
  if (entries.length === 0) return null;
  return (
    <section>
      <h3>{t("panel.attributes")}</h3>
      <dl className={classes.pairs}>
        {entries.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
