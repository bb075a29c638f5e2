import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { toastError } from "~/shell/toasts";
import { retryMessage } from "../api";
import { sentAs } from "../composer/draft";
import { useInbox } from "../InboxContext";
import { refreshThread } from "../live/refresh";
import type { Failure, Message } from "../types";
import classes from "./Thread.module.css";
import { withheld } from "./withheld";

/** Why a message did not arrive, or may not have, in plain words, and what can be done. */
export function FailureView({ message, failure }: { message: Message; failure: Failure }) {
  const { t } = useTranslation("inbox");
  const may = useMay();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { composer } = useInbox();
  const sent = message.status === "failed" ? sentAs(message) : null;
  const isDoubt = message.status === "unknown";
  const isWithheld = withheld(message);
  const retry = useMutation({
    mutationFn: () => retryMessage(message.conversationId, message.id, isDoubt),
    onSuccess: () => refreshThread(client, message.conversationId, [message.id]),
    onError: toastError,
    onSettled: () => setAsking(false),
  });
  return (
    <div className={classes.failure} data-doubt={isDoubt || undefined} data-withheld={isWithheld || undefined}>
      <p className={classes.why}>{isDoubt ? t("failure.doubt") : (failure.reason ?? t("failure.failed"))}</p>
      <p>{isDoubt ? t("failure.doubtText") : failure.wayOn}</p>
      {may("messages.send") && failure.outcome !== "Replaced" && (
        <div className={classes.deeds}>
          {asking ? (
            <>
              <span>{t("failure.ask")}</span>
              <Button size="compact-xs" color="red" loading={retry.isPending} onClick={() => retry.mutate()}>
                {t("failure.sendAnyway")}
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => setAsking(false)}>
                {t("cancel")}
              </Button>
            </>
          ) : (
            <Button
              size="compact-xs"
              variant="default"
              loading={retry.isPending}
              onClick={() => (isDoubt ? setAsking(true) : retry.mutate())}
            >
              {t(isWithheld ? "failure.sendNow" : "failure.retry")}
            </Button>
          )}
          {sent && !asking && (
            <Button size="compact-xs" variant="default" onClick={() => composer.current?.takeBack(sent)}>
              {t("outgoing.edit")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
