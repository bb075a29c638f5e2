import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Form } from "~/page/Form";

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
  const submit = () => {
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
      <Form onSubmit={submit} gap="sm">
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
      </Form>
    </Modal>
  );
}
