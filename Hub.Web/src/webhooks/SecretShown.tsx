import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CopyField } from "~/page/CopyField";

/** A secret, the only time that it can be seen. */
export function SecretShown({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { t } = useTranslation("webhooks");
  return (
    <Stack>
      <Alert color="orange" icon={<IconKey size={18} />} title={t("secret.once")}>
        {t("secret.onceText")}
      </Alert>
      <CopyField label={t("secret.label")} value={secret} />
      <Group justify="flex-end">
        <Button onClick={onDone}>{t("secret.saved")}</Button>
      </Group>
    </Stack>
  );
}
