import { Alert } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** For members who may look and not touch. */
export function ReadOnly() {
  const { t } = useTranslation("page");
  return (
    <Alert color="gray" variant="light" icon={<IconLock size={16} />} p="xs">
      {t("readOnly")}
    </Alert>
  );
}
