import { Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "~/page/Confirm";
import { useDeed } from "~/page/useDeed";

interface Props {
  count: number;
  /** What the count is of is being counted. */
  isCounting?: boolean;
  /** Answers how many were skipped. */
  skip: (reason: string) => Promise<number>;
  opened: boolean;
  onClose: () => void;
}

/** Sets aside what need not be done; those who come after read why. */
export function SkipDialog({ count, isCounting = false, skip, opened, onClose }: Props) {
  const { t } = useTranslation("jobs");
  const [reason, setReason] = useState("");
  const deed = useDeed(() => skip(reason.trim()), {
    says: (skipped) => t("skip.done", { count: skipped }),
    refresh: [["deliveries"]],
    after: onClose,
  });
  return (
    <Confirm
      opened={opened}
      title={t("skip.title", { count })}
      deed={t("skip.do")}
      isBusy={deed.isPending || isCounting}
      disabled={!reason.trim()}
      onConfirm={() => deed.mutate()}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text>{t("skip.text", { count })}</Text>
        <TextInput
          label={t("skip.reason")}
          description={t("skip.reasonHelp")}
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
