import { Button } from "@mantine/core";
import { IconClock, IconPaperclip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useInbox } from "../InboxContext";
import type { Outgoing } from "../outbox/outbox";
import { useOutbox } from "../outbox/useOutbox";
import { Rich } from "./Rich";
import classes from "./Thread.module.css";

/** A message on its way to the hub: shown at once, kept until the hub has it. */
export function OutgoingView({ entry }: { entry: Outgoing }) {
  const { t } = useTranslation("inbox");
  const { outbox } = useOutbox();
  const { composer } = useInbox();
  const isStuck = entry.state === "refused" || entry.state === "stale";
  const edit = () => {
    if (!composer.current) return;
    composer.current.takeBack(entry);
    outbox.discard(entry.id);
  };
  return (
    <article className={classes.message} data-ours data-starts data-ends>
      <div className={classes.line}>
        <div className={classes.bubble} style={{ opacity: isStuck ? 1 : 0.7 }}>
          {entry.fileNames.map((name, index) => (
            <span key={entry.draft.attachments?.[index] ?? name} className={classes.file}>
              <IconPaperclip size={15} aria-hidden /> {name}
            </span>
          ))}
          {entry.draft.text && <Rich text={entry.draft.text} />}
          {entry.draft.template && t("thread.template", { name: entry.draft.template.name ?? "" })}
        </div>
      </div>
      {!isStuck && (
        <span className={classes.below} role="status">
          <IconClock size={13} aria-hidden /> {t(`outgoing.${wordOf(entry)}`)}
        </span>
      )}
      {isStuck && (
        <div className={classes.failure} data-doubt={entry.state === "stale" || undefined} role="alert">
          <p className={classes.why}>{entry.problem?.title ?? t("outgoing.stale")}</p>
          <p>{entry.problem?.detail ?? t("outgoing.staleText")}</p>
          <div className={classes.deeds}>
            <Button size="compact-xs" variant="default" onClick={() => outbox.retry(entry.id)}>
              {t("failure.retry")}
            </Button>
            <Button size="compact-xs" variant="default" onClick={edit}>
              {t("outgoing.edit")}
            </Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => outbox.discard(entry.id)}>
              {t("outgoing.discard")}
            </Button>
          </div>
        </div>
      )}
    </article>
  );
}

// One that was not tried yet stands behind another.
const wordOf = ({ state, attempts }: Outgoing): "queued" | "sending" | "waiting" =>
  state === "waiting" ? (attempts > 0 ? "waiting" : "queued") : attempts > 1 ? "waiting" : "sending";
