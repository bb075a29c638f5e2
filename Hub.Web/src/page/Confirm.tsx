import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** The deed, by its own name: never "OK". */
  deed: string;
  isDangerous?: boolean;
  isBusy: boolean;
  disabled?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once more, and says what will happen. */
export function Confirm({ opened, title, children, deed, isDangerous, isBusy, disabled, onConfirm, onClose }: Props) {
  const { t } = useTranslation("page");
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("goBack")}
          </Button>
          <Button
            {...(isDangerous && { color: "red" })}
            loading={isBusy}
            disabled={disabled ?? false}
            onClick={onConfirm}
          >
            {deed}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
