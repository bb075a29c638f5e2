import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { StateBadge } from "~/page/StateBadge";
import { useNow } from "~/shell/useNow";
import { isUrgent, timeLeft } from "./timeLeft";
import type { Comment } from "./types";

/** How much time is left, or what became of it. */
export function CommentStanding({ comment }: { comment: Comment }) {
  const { t } = useTranslation("comments");
  const now = useNow();
  if (comment.state === "answered" && comment.answerStatus && comment.answerStatus !== "failed")
    return (
      <StateBadge color={comment.answerStatus === "unknown" ? "yellow" : "green"}>
        {t(`status.${comment.answerStatus}`)}
      </StateBadge>
    );
  if (comment.state === "dismissed") return <StateBadge color="gray">{t("setAside")}</StateBadge>;
  const left = timeLeft(comment.closesAt, now);
  if (!left) return <StateBadge color="gray">{t("over", { at: fullTime(comment.closesAt) })}</StateBadge>;
  return (
    <StateBadge color={isUrgent(comment.closesAt, now) ? "orange" : "blue"}>
      {left.hours > 0 ? t("left", left) : t("leftMinutes", left)}
    </StateBadge>
  );
}
