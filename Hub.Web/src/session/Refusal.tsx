import { Alert } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "~/api/problem";
import { duration } from "~/i18n/format";
import { wordsOf } from "~/shell/toasts";

/** Why it did not work, above the button that tries again. */
export function Refusal({ error }: { error: Error | null }) {
  const { t } = useTranslation("session");
  if (!error) return null;
  const { title, message } = wordsOf(error);
  const wait =
    error instanceof ApiProblem && error.retryAfter
      ? t("wait", { time: duration(Math.max(60, error.retryAfter) * 1000) })
      : "";
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} title={title} role="alert">
      {[message, wait].filter(Boolean).join(" ")}
    </Alert>
  );
}
