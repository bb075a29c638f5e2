import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  opened: boolean;
  onClose: () => void;
  onPick: (at: Date) => void;
}

/** Any other time for a conversation to come back. */
export function SnoozeDialog({ opened, onClose, onPick }: Props) {
  const { t } = useTranslation("inbox");
  const [own, setOwn] = useState("");
  const at = new Date(own);
  const isAhead = at.getTime() > Date.now();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isAhead) return;
    onPick(at);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("action.snooze")}
      closeButtonProps={{ "aria-label": t("close") }}
      size="sm"
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t("snooze.text")}
          </Text>
          <TextInput
            type="datetime-local"
            label={t("snooze.at")}
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value)}
            error={own && !isAhead ? t("snooze.past") : null}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" disabled={!isAhead}>
              {t("action.snooze")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
