import { Button, Checkbox, Group, Modal, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Form } from "~/page/Form";
import { useMay } from "~/session/session";
import { toast, toastError } from "~/shell/toasts";
import { keepView, viewsQuery } from "../api";
import { useInbox } from "../InboxContext";
import { listOnly } from "../search";

/** Keeps what the list shows now under a name. */
export function KeepView({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("inbox");
  const { search } = useInbox();
  const mayShare = useMay()("labels.manage");
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const keep = useMutation({
    mutationFn: () => keepView(name.trim(), listOnly(search), shared),
    onSuccess: () => {
      setName("");
      setShared(false);
      toast(t("view.kept"));
      onClose();
      return client.invalidateQueries({ queryKey: viewsQuery.queryKey });
    },
    onError: toastError,
  });
  const submit = () => {
    if (name.trim()) keep.mutate();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("view.keepTitle")}
      closeButtonProps={{ "aria-label": t("close") }}
      size="sm"
    >
      <Form onSubmit={submit} gap="sm">
        <Text size="sm" c="dimmed">
          {t("view.keepText")}
        </Text>
        <TextInput
          label={t("view.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          data-autofocus
        />
        {mayShare && (
          <Checkbox
            label={t("view.share")}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={keep.isPending} disabled={!name.trim()}>
            {t("view.save")}
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}
