import { Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "~/page/Confirm";
import { useDeed } from "~/page/useDeed";
import { skipCause } from "./api";
import type { Cause } from "./types";

/** Sets a group aside that need not be done; those who come after read why. */
export function SkipCause({ cause, opened, onClose }: { cause: Cause; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("jobs");
  const [reason, setReason] = useState("");
  const skip = useDeed(() => skipCause(cause, reason.trim()), {
    says: ({ skipped }) => t("skip.done", { count: skipped }),
    refresh: [["deliveries"]],
    after: onClose,
  });
  return (
    <Confirm
      opened={opened}
      title={t("skip.title", { count: cause.count })}
      deed={t("skip.do")}
      isBusy={skip.isPending}
      disabled={!reason.trim()}
      onConfirm={() => skip.mutate()}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text>{t("skip.text")}</Text>
        <TextInput
          label={t("skip.reason")}
          placeholder={t("skip.example")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          required
          data-autofocus
        />
      </Stack>
    </Confirm>
  );
}
