import { Anchor, Avatar, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { connectionsQuery } from "~/connections/api";
import { date, fullTime } from "~/i18n/format";
import { Card } from "~/page/Card";
import { ConnectorIcon } from "~/page/ConnectorIcon";
import { Facts } from "~/page/Facts";
import { StateBadge } from "~/page/StateBadge";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { hueOf, initials } from "~/shell/initials";
import { attributesQuery, undoMerge } from "./api";
import { shown } from "./attributes";
import type { ContactCard } from "./types";

/** Who it is: fields, how each channel names them, CRM records, and who was merged into them. */
export function ContactAbout({ card }: { card: ContactCard }) {
  const { t } = useTranslation("contacts");
  const { data: attributes = [] } = useQuery(attributesQuery);
  const { contact } = card;
  return (
    <Stack gap="lg">
      <Card>
        <Stack>
          <Group wrap="nowrap">
            <Avatar size={52} radius="xl" color={hueOf(contact.id)} aria-hidden>
              {initials(contact.displayName)}
            </Avatar>
            <Stack gap={0} miw={0}>
              <Text fw={650} fz="lg" truncate>
                {contact.displayName ?? t("noName")}
              </Text>
              {card.isBlocked && <StateBadge color="red">{t("block.is")}</StateBadge>}
              <Text fz="sm" c="dimmed">
                {t("since", { date: date(contact.firstSeenAt) })}
              </Text>
            </Stack>
          </Group>
          <Facts
            items={[
              [
                t("field.phone"),
                contact.phone && (
                  <Anchor key="phone" href={`tel:${contact.phone}`}>
                    {contact.phone}
                  </Anchor>
                ),
              ],
              [
                t("field.email"),
                contact.email && (
                  <Anchor key="email" href={`mailto:${contact.email}`}>
                    {contact.email}
                  </Anchor>
                ),
              ],
              ...attributes.map((attribute): [string, string | null] => {
                const value = contact.attributes?.[attribute.key];
                return [attribute.label, shown(value, t("yes"), t("no"))];
              }),
              [t("field.notes"), contact.notes],
            ]}
          />
        </Stack>
      </Card>
      <Identities card={card} />
      {(card.mergedFrom ?? []).length > 0 && <MergedFrom card={card} />}
    </Stack>
  );
}

function Identities({ card }: { card: ContactCard }) {
  const { t } = useTranslation("contacts");
  const may = useMay();
  const { data: connections } = useQuery({ ...connectionsQuery, enabled: may("connections.read") });
  const find = (id: string) => connections?.find((one) => one.id === id);
  if (card.identities.length + card.records.length === 0) return null;
  return (
    <Card title={t("identities.title")}>
      <Stack gap="sm">
        {card.identities.map((identity) => {
          const connection = find(identity.connectionId);
          return (
            <Group key={`${identity.connectionId} ${identity.scheme} ${identity.value}`} gap="sm" wrap="nowrap">
              <ConnectorIcon id={identity.connectorId ?? connection?.connectorId ?? ""} size={28} />
              <Stack gap={0} miw={0}>
                <Text fz="sm">{connection?.name ?? identity.connectorId}</Text>
                <Text fz="xs" c="dimmed" ff="monospace" truncate>
                  {identity.value}
                </Text>
              </Stack>
            </Group>
          );
        })}
        {card.records.map((record) => {
          const connection = find(record.connectionId);
          return (
            <Group key={`${record.connectionId} ${record.remoteId}`} gap="sm" wrap="nowrap">
              <ConnectorIcon id={record.connectorId ?? connection?.connectorId ?? ""} size={28} />
              <Stack gap={0} miw={0}>
                <Text fz="sm">
                  {connection?.name ?? record.connectorId} · {t("identities.record")}
                </Text>
                <Text fz="xs" c="dimmed" ff="monospace" truncate>
                  {record.remoteId}
                </Text>
                {record.overruledAt && (
                  <Text fz="xs">
                    {t("identities.overruled", {
                      fields: record.overruled.map((field) => t(`identities.field.${field}`)).join(", "),
                      time: fullTime(record.overruledAt),
                    })}
                  </Text>
                )}
              </Stack>
            </Group>
          );
        })}
      </Stack>
    </Card>
  );
}

function MergedFrom({ card }: { card: ContactCard }) {
  const { t } = useTranslation("contacts");
  const may = useMay()("contacts.write");
  const undo = useDeed((mergeId: string) => undoMerge(card.contact.id, mergeId), {
    says: t("merge.undone"),
    refresh: [["contacts"]],
  });
  return (
    <Card title={t("merge.history")} text={t("merge.historyText")}>
      <Stack gap="sm">
        {card.mergedFrom?.map((merge) => (
          <Group key={merge.mergeId} justify="space-between" wrap="nowrap">
            <Stack gap={0} miw={0}>
              <Text fz="sm" truncate>
                {merge.displayName ?? t("noName")}
              </Text>
              <Text fz="xs" c="dimmed">
                {fullTime(merge.at)}
              </Text>
            </Stack>
            {may && (
              <Button
                size="compact-sm"
                variant="default"
                loading={undo.isPending && undo.variables === merge.mergeId}
                onClick={() => undo.mutate(merge.mergeId)}
              >
                {t("merge.undo")}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
