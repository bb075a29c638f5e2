import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "~/api/problem";
import { useMay } from "~/session/session";
import { NotFound } from "~/shell/NotFound";
import { PageError } from "~/shell/PageError";
import { conversationQuery } from "../api";
import { Composer } from "../composer/Composer";
import { useInbox } from "../InboxContext";
import { useReading } from "../live/useReading";
import type { Message } from "../types";
import { CollisionBar } from "./CollisionBar";
import { SnoozeBar } from "./SnoozeBar";
import { SpamBar } from "./SpamBar";
import { StoppedBar } from "./StoppedBar";
import { Thread } from "./Thread";
import classes from "./Thread.module.css";
import { ThreadHeader } from "./ThreadHeader";

export function ThreadPane({ id }: { id: string }) {
  const { t } = useTranslation("inbox");
  const { isPhone, composer } = useInbox();
  const detail = useQuery(conversationQuery(id));
  const may = useMay();
  const quote = useCallback((message: Message) => composer.current?.quote(message), [composer]);
  useReading(detail.data?.conversation);

  if (detail.isError && !detail.data)
    return detail.error instanceof ApiProblem && detail.error.status === 404 ? (
      <NotFound />
    ) : (
      <PageError error={detail.error} reset={() => void detail.refetch()} info={{ componentStack: "" }} />
    );
  return (
    <section className={classes.pane} aria-label={t("thread.label")} data-fullscreen={isPhone}>
      {detail.data ? <ThreadHeader detail={detail.data} /> : <HeaderSkeleton />}
      <CollisionBar id={id} />
      {detail.data && <SnoozeBar conversation={detail.data.conversation} />}
      {detail.data && <SpamBar conversation={detail.data.conversation} />}
      {detail.data && <StoppedBar conversation={detail.data.conversation} />}
      <Thread
        id={id}
        contactName={detail.data?.conversation.contactName ?? null}
        onQuote={may("messages.send") && detail.data?.replyWindow.limits.canQuote ? quote : undefined}
      />
      {detail.data && <Composer detail={detail.data} />}
    </section>
  );
}

function HeaderSkeleton() {
  return (
    <header className={classes.header} aria-hidden>
      <Skeleton circle height={34} />
      <Skeleton height={12} width={160} />
    </header>
  );
}
