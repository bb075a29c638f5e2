import { Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { View } from "../types";
import { ViewRow } from "./ViewRow";

/** Names of saved views, whom they are for, and taking them away. */
export function ManageViews({ opened, onClose, views }: { opened: boolean; onClose: () => void; views: View[] }) {
  const { t } = useTranslation("inbox");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("view.saved")}
      closeButtonProps={{ "aria-label": t("close") }}
      size="md"
    >
      <Stack gap="xs">
        {views.map((view) => (
          <ViewRow key={view.id} view={view} />
        ))}
        {views.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("view.noneSaved")}
          </Text>
        )}
      </Stack>
    </Modal>
  );
}
