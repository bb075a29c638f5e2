import { ActionIcon, Button, Group, Text, TextInput, Tooltip } from "@mantine/core";
import { IconLock, IconPencil, IconTrash, IconUsersGroup } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { toastError } from "~/shell/toasts";
import { changeView, dropView, viewsQuery } from "../api";
import type { View } from "../types";

export function ViewRow({ view }: { view: View }) {
  const { t } = useTranslation("inbox");
  const mayShare = useMay()("labels.manage");
  const client = useQueryClient();
  const [mode, setMode] = useState<"shown" | "renamed" | "dropped">("shown");
  const [name, setName] = useState(view.name);
  const options = {
    onSuccess: () => {
      setMode("shown");
      return client.invalidateQueries({ queryKey: viewsQuery.queryKey });
    },
    onError: toastError,
  };
  const change = useMutation({
    mutationFn: (part: { name?: string; shared?: boolean }) => changeView(view.id, part),
    ...options,
  });
  const drop = useMutation({ mutationFn: () => dropView(view.id), ...options });
  const rename = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) change.mutate({ name: name.trim() });
  };
  if (mode === "renamed")
    return (
      <form onSubmit={rename}>
        <Group gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            aria-label={t("view.name")}
            maxLength={100}
            autoFocus
          />
          <Button size="xs" type="submit" loading={change.isPending} disabled={!name.trim()}>
            {t("view.save")}
          </Button>
          <Button size="xs" variant="default" onClick={() => setMode("shown")}>
            {t("cancel")}
          </Button>
        </Group>
      </form>
    );
  if (mode === "dropped")
    return (
      <Group gap="xs" wrap="nowrap" role="alert">
        <Text flex={1} size="sm">
          {t(view.shared ? "view.dropShared" : "view.dropAsk", { name: view.name })}
        </Text>
        <Button size="xs" color="red" loading={drop.isPending} onClick={() => drop.mutate()}>
          {t("view.drop")}
        </Button>
        <Button size="xs" variant="default" onClick={() => setMode("shown")}>
          {t("cancel")}
        </Button>
      </Group>
    );
  const isMine = !view.shared || mayShare;
  const share = t(view.shared ? "view.unshare" : "view.share");
  return (
    <Group gap={4} wrap="nowrap">
      <Text flex={1} size="sm" fw={500} truncate>
        {view.name}
        <Text span size="xs" c="dimmed">
          {" · "}
          {t(view.shared ? "view.forAll" : "view.forMe")}
        </Text>
      </Text>
      {mayShare && (
        <Tooltip label={share}>
          <ActionIcon
            aria-label={`${share}: ${view.name}`}
            loading={change.isPending}
            onClick={() => change.mutate({ shared: !view.shared })}
          >
            {view.shared ? <IconLock size={17} /> : <IconUsersGroup size={17} />}
          </ActionIcon>
        </Tooltip>
      )}
      {isMine && (
        <>
          <Tooltip label={t("view.rename")}>
            <ActionIcon aria-label={`${t("view.rename")}: ${view.name}`} onClick={() => setMode("renamed")}>
              <IconPencil size={17} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t("view.drop")}>
            <ActionIcon aria-label={`${t("view.drop")}: ${view.name}`} onClick={() => setMode("dropped")}>
              <IconTrash size={17} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </Group>
  );
}
