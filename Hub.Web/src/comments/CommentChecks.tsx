import { List, ThemeIcon, VisuallyHidden } from "@mantine/core";
import { type Icon, IconCheck, IconQuestionMark, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import type { Comment } from "./types";

const looks: Record<Comment["checks"][number]["verdict"], [Icon, string]> = {
  met: [IconCheck, "green"],
  notMet: [IconX, "red"],
  platformDecides: [IconQuestionMark, "gray"],
};

/** What the platform asks for, one by one: what the hub has checked, and what the platform alone decides. */
export function CommentChecks({ checks }: { checks: Comment["checks"] }) {
  const { t } = useTranslation("comments");
  return (
    <List size="sm" spacing={4} lh={1.4} m={0} p={0} aria-label={t("checks")}>
      {checks.map(({ condition, verdict, text, metAt }) => {
        const [Sign, color] = looks[verdict];
        return (
          <List.Item
            key={condition}
            icon={
              <ThemeIcon size={18} radius="xl" variant="light" color={color} aria-hidden>
                <Sign size={12} />
              </ThemeIcon>
            }
          >
            <VisuallyHidden>{t(`verdict.${verdict}`)}: </VisuallyHidden>
            {text}
            {verdict === "platformDecides" && ` ${t("platformDecides")}`}
            {metAt && ` ${t("metAt", { at: fullTime(metAt) })}`}
          </List.Item>
        );
      })}
    </List>
  );
}
