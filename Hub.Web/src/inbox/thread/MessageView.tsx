import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconCopy, IconRobot } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { clock, fullTime } from "~/i18n/format";
import { toast } from "~/shell/toasts";
import { useInbox } from "../InboxContext";
import { previewOf } from "../preview";
import type { Message } from "../types";
import { AttachmentView } from "./AttachmentView";
import type { EntryProps } from "./EntryView";
import { FailureView } from "./FailureView";
import { Rich } from "./Rich";
import { SpecialContent } from "./SpecialContent";
import { StatusMark } from "./StatusMark";
import classes from "./Thread.module.css";
import { withheld } from "./withheld";

interface Props extends Omit<EntryProps, "row"> {
  message: Message;
  startsGroup: boolean;
  endsGroup: boolean;
}

export function MessageView(props: Props) {
  const { message, startsGroup, endsGroup, directory, quoted, isTarget, onShow, onQuote } = props;
  const { t } = useTranslation("inbox");
  const isOurs = message.direction === "outbound";
  const isGone = message.deletedAt !== null;
  const isMedia =
    !isGone &&
    message.attachments.some((one) => one.contentType?.startsWith("image/") || one.contentType?.startsWith("video/"));
  return (
    <article
      className={classes.message}
      data-ours={isOurs || undefined}
      data-starts={startsGroup || undefined}
      data-ends={endsGroup || undefined}
      data-target={isTarget || undefined}
      aria-label={t(isOurs ? "thread.ours" : "thread.theirs", { time: fullTime(message.occurredAt) })}
    >
      {startsGroup && isOurs && (
        <span className={classes.author}>
          {message.ruleId && <IconRobot size={14} aria-hidden />} {authorOf(message, directory, t)}
        </span>
      )}
      <div className={classes.line}>
        <div className={classes.bubble} data-media={isMedia || undefined} data-gone={isGone || undefined}>
          {message.quotedPlatformId && (
            <button type="button" className={classes.quote} onClick={() => quoted && onShow(quoted)} disabled={!quoted}>
              <span>{quoted ? previewOf(quoted, t) : t("thread.quoteOlder")}</span>
            </button>
          )}
          {isGone ? (
            t("thread.deleted")
          ) : (
            <>
              {message.attachments.map((attachment) => (
                <AttachmentView key={attachment.id} attachment={attachment} kind={message.kind} />
              ))}
              <SpecialContent message={message} />
              {message.text && <Rich text={message.text} />}
            </>
          )}
        </div>
        {!isGone && <Tools message={message} onQuote={onQuote} />}
      </div>
      {message.reactions.length > 0 && (
        <span
          className={classes.reactions}
          role="img"
          aria-label={t("thread.reactions", { emoji: message.reactions.join(" ") })}
        >
          {message.reactions.join(" ")}
        </span>
      )}
      {(endsGroup || message.status === "failed" || message.status === "unknown") && (
        <span className={classes.below} title={fullTime(message.occurredAt)}>
          {clock(message.occurredAt)}
          {message.editedAt && !isGone && <> · {t("thread.edited")}</>}
          {isOurs && <StatusMark status={withheld(message) ? "withheld" : message.status} />}
        </span>
      )}
      {isOurs && message.failure && <FailureView message={message} failure={message.failure} />}
    </article>
  );
}

function Tools({ message, onQuote }: { message: Message; onQuote: ((message: Message) => void) | undefined }) {
  const { t } = useTranslation("inbox");
  const { isPhone } = useInbox();
  const { text } = message;
  const copy = async () => {
    await navigator.clipboard.writeText(text ?? "");
    toast(t("thread.copied"));
  };
  return (
    <div className={classes.tools}>
      {onQuote && message.platformId && (
        <Tooltip label={t("thread.quote")}>
          <ActionIcon size="sm" onClick={() => onQuote(message)} aria-label={t("thread.quote")}>
            <IconArrowBackUp size={15} />
          </ActionIcon>
        </Tooltip>
      )}
      {text && !isPhone && navigator.clipboard && (
        <Tooltip label={t("thread.copy")}>
          <ActionIcon size="sm" onClick={() => void copy()} aria-label={t("thread.copy")}>
            <IconCopy size={15} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}

function authorOf(message: Message, directory: EntryProps["directory"], t: TFunction): string {
  if (message.ruleId) return t("origin.rule", { name: directory.rules.get(message.ruleId)?.name ?? "" }).trim();
  const author = message.authorId ? directory.members.get(message.authorId) : undefined;
  return author?.name ?? t(`origin.${message.origin}`);
}
