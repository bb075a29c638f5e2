import { ActionIcon, Group as Row, Stack, Text, Tooltip } from "@mantine/core";
import { IconArrowUp, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "~/page/Confirm";
import { StateBadge } from "~/page/StateBadge";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { deleteAutoMessage } from "./api";
import type { AutoMessage, Group } from "./types";

const colors = { unknown: "gray", reviewing: "blue", approved: "green", rejected: "red" } as const;

interface Props {
  connectionId: string;
  group: Group;
  message: AutoMessage;
  onEdit: () => void;
  /** Where it can go a place up. */
  onEarlier: (() => void) | undefined;
}

/** One automatic message with the state of its review. */
export function AutoMessageRow({ connectionId, group, message, onEdit, onEarlier }: Props) {
  const { t } = useTranslation("autoMessages");
  const may = useMay()("connections.write");
  const [asks, setAsks] = useState(false);
  const name = message.title ?? t(`kind.${group.kind}`);
  const remove = useDeed(() => deleteAutoMessage(connectionId, group.kind, message.id), {
    says: t("deleted"),
    refresh: [["autoMessages", connectionId]],
    after: () => setAsks(false),
  });
  const inReview = message.review === "reviewing";
  return (
    <Row justify="space-between" align="flex-start" gap="sm">
      <Stack gap={2} flex="1 1 12rem" miw={0}>
        {message.title && <Text fw={600}>{message.title}</Text>}
        <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{message.text}</Text>
        {message.review === "rejected" && (
          <Text fz="sm" c="var(--mantine-color-error)">
            {t("rejectedHelp")}
          </Text>
        )}
      </Stack>
      <Row gap={4} wrap="nowrap">
        <StateBadge color={colors[message.review]}>{t(`review.${message.review}`)}</StateBadge>
        {may && onEarlier && (
          <Deed label={t("earlier", { name })} onClick={onEarlier}>
            <IconArrowUp size={16} />
          </Deed>
        )}
        {may && (
          <Deed label={t(inReview ? "editLater" : "edit", { name })} onClick={onEdit} disabled={inReview}>
            <IconPencil size={16} />
          </Deed>
        )}
        {may && group.canBeDeleted && (
          <Deed label={t("delete", { name })} onClick={() => setAsks(true)}>
            <IconTrash size={16} />
          </Deed>
        )}
      </Row>
      <Confirm
        opened={asks}
        onClose={() => setAsks(false)}
        title={t("delete", { name })}
        deed={t("deleteYes")}
        isDangerous
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {t("deleteText")}
      </Confirm>
    </Row>
  );
}

interface DeedProps {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  children: React.ReactNode;
}

function Deed({ label, onClick, disabled = false, children }: DeedProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick} disabled={disabled}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
