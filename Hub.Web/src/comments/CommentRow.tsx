import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertCircle, IconMessageCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Connection } from "~/connections/types";
import { ConnectorIcon } from "~/page/ConnectorIcon";
import { useDeed } from "~/page/useDeed";
import { When } from "~/page/When";
import { useMay } from "~/session/session";
import { AnswerForm } from "./AnswerForm";
import { dismissComment } from "./api";
import { CommentChecks } from "./CommentChecks";
import { CommentStanding } from "./CommentStanding";
import classes from "./Comments.module.css";
import type { Comment } from "./types";

interface Props {
  comment: Comment;
  connection: Connection | undefined;
  /** What is being written to it; null when nothing is. */
  draft: string | null;
  onDraft: (text: string | null) => void;
}

/** One comment: who wrote what, how much time is left, and what to do about it. */
export function CommentRow({ comment, connection, draft, onDraft }: Props) {
  const { t } = useTranslation("comments");
  const may = useMay()("messages.send");
  const dismiss = useDeed(() => dismissComment(comment.id), { says: t("dismissed"), refresh: [["comments", "pages"]] });
  const author = comment.author ?? t("somebody");
  const isOpen = comment.state !== "answered" || comment.answerStatus === "failed"; // what is in doubt may have arrived
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs" align="flex-start">
        <Group gap="xs" wrap="nowrap" miw={0}>
          <ConnectorIcon id={connection?.connectorId ?? "manual"} size={24} />
          <Stack gap={0} miw={0}>
            <Text fw={600} truncate>
              {author}
            </Text>
            <Text c="dimmed" fz="sm" component="div">
              {connection && `${connection.name} · `}
              <When at={comment.occurredAt} />
            </Text>
          </Stack>
        </Group>
        <CommentStanding comment={comment} />
      </Group>
      <Text className={classes.words}>{comment.text ?? t("noText")}</Text>
      {comment.answer && (
        <Text className={classes.words} c="dimmed" fz="sm">
          {t("answered", { text: comment.answer })}
        </Text>
      )}
      {comment.failure && (
        <Alert
          color={comment.answerStatus === "unknown" ? "yellow" : "red"}
          icon={<IconAlertCircle size={18} />}
          title={comment.failure.reason ?? t("refused")}
        >
          {[comment.failure.code, comment.failure.detail].filter(Boolean).join(": ")}
        </Alert>
      )}
      {isOpen && <CommentChecks checks={comment.checks} />}
      <Group gap="xs">
        {may && comment.mayBeAnswered && draft === null && (
          <Button size="xs" onClick={() => onDraft("")} aria-label={t("answerNamed", { name: author })}>
            {t("answer")}
          </Button>
        )}
        {comment.conversationId && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconMessageCircle size={14} />}
            component={Link}
            to={`/inbox/${comment.conversationId}`}
          >
            {t("conversation")}
          </Button>
        )}
        {may && isOpen && comment.state !== "dismissed" && draft === null && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            loading={dismiss.isPending}
            onClick={() => dismiss.mutate()}
            aria-label={t("dismissNamed", { name: author })}
          >
            {t("dismiss")}
          </Button>
        )}
      </Group>
      {draft !== null && <AnswerForm comment={comment} text={draft} onText={onDraft} onDone={() => onDraft(null)} />}
    </Stack>
  );
}
