import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ago } from "~/i18n/format";
import { useNow } from "~/shell/useNow";
import { messageHitsQuery } from "../api";
import { useInbox } from "../InboxContext";
import type { InboxSearch } from "../search";
import type { MessageHit } from "../types";
import classes from "./MessageHits.module.css";

/** Messages that hold the words, below the conversations whose contact does. */
export function MessageHits() {
  const { t } = useTranslation("inbox");
  const { search, openId } = useInbox();
  const now = useNow();
  const found = useHits(search.q);
  if (found.length === 0) return null;
  return (
    <section className={classes.hits} aria-label={t("list.hits")}>
      <Text size="xs" fw={600} c="dimmed" px="sm" pt={8} pb={4}>
        {t("list.hits")}
      </Text>
      <ul>
        {found.map(({ id, at, message }) => (
          <li key={id}>
            <Link
              to="/inbox/$conversationId"
              params={{ conversationId: message.conversationId }}
              search={(all) => ({ ...(all as InboxSearch), message: message.id })}
              className={classes.hit}
              aria-current={openId === message.conversationId ? "true" : undefined}
            >
              <span className={classes.head}>
                <strong>{message.contactName ?? t("noName")}</strong>
                <time dateTime={at}>{ago(at, now)}</time>
              </span>
              <span className={classes.text}>{marked(message)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Messages that hold the words. */
export function useHits(q: string | undefined) {
  const { data } = useQuery({ ...messageHitsQuery(q ?? ""), enabled: Boolean(q) });
  return (data?.items ?? []).flatMap(({ id, at, message }) => (message ? [{ id, at, message }] : []));
}

function marked({ text, marks }: MessageHit) {
  const parts: React.ReactNode[] = [];
  let from = 0;
  for (const { start, length } of marks) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, start + length)}</mark>);
    from = start + length;
  }
  return [...parts, text.slice(from)];
}
