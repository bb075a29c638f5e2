import { Button, Group as Row, Stack, Switch, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { AutoMessageForm } from "./AutoMessageForm";
import { AutoMessageRow } from "./AutoMessageRow";
import { sortAutoMessages, switchAutoMessages } from "./api";
import { moved } from "./moved";
import type { AutoMessage, Group } from "./types";

/** All automatic messages of one kind: switched together, each written and reviewed alone. */
export function GroupCard({ connectionId, group }: { connectionId: string; group: Group }) {
  const { t } = useTranslation("autoMessages");
  const may = useMay()("connections.write");
  const [edited, setEdited] = useState<AutoMessage | "new" | null>(null);
  const refresh = [["autoMessages", connectionId]];
  const turn = useDeed((on: boolean) => switchAutoMessages(connectionId, group.kind, on), { refresh });
  const sort = useDeed((order: string[]) => sortAutoMessages(connectionId, group.kind, order), {
    says: t("sorted"),
    refresh,
  });
  const close = () => setEdited(null);
  const on = turn.isPending ? turn.variables : group.on;
  return (
    <Card
      title={t(`kind.${group.kind}`)}
      text={t(`about.${group.kind}`)}
      actions={
        <Switch
          label={t(on ? "on" : "off")}
          aria-label={t("onNamed", { kind: t(`kind.${group.kind}`) })}
          checked={on}
          disabled={!may || turn.isPending}
          onChange={(event) => turn.mutate(event.currentTarget.checked)}
        />
      }
    >
      <Stack gap="md">
        {group.items.length === 0 && <Text c="dimmed">{t("none")}</Text>}
        {group.items.map((message, at) => (
          <AutoMessageRow
            key={message.id}
            connectionId={connectionId}
            group={group}
            message={message}
            onEdit={() => setEdited(message)}
            onEarlier={
              group.canBeSorted && at > 0 ? () => sort.mutate(moved(group.items, at).map((one) => one.id)) : undefined
            }
          />
        ))}
        {may && group.items.length < group.most && (
          <Row>
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
              {t(`add.${group.kind}`)}
            </Button>
          </Row>
        )}
      </Stack>
      <Dialog opened={edited !== null} onClose={close} title={t(`kind.${group.kind}`)}>
        {edited && (
          <AutoMessageForm
            connectionId={connectionId}
            group={group}
            message={edited === "new" ? null : edited}
            onDone={close}
          />
        )}
      </Dialog>
    </Card>
  );
}
