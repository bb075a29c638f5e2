import { Anchor, Avatar, Group, Stack, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ConnectorIcon } from "~/page/ConnectorIcon";
import { When } from "~/page/When";
import { hueOf, initials } from "~/shell/initials";
import type { Contact } from "./types";

export function ContactTable({ items }: { items: Contact[] }) {
  const { t } = useTranslation("contacts");
  return (
    <Table highlightOnHover verticalSpacing="sm" horizontalSpacing="md" aria-label={t("title")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("field.name")}</Table.Th>
          <Table.Th visibleFrom="sm">{t("field.phone")}</Table.Th>
          <Table.Th visibleFrom="md">{t("field.email")}</Table.Th>
          <Table.Th>{t("seen")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((contact) => (
          <Table.Tr key={contact.id}>
            <Table.Td>
              <Group gap="sm" wrap="nowrap">
                <Avatar size={36} radius="xl" color={hueOf(contact.id)} aria-hidden>
                  {initials(contact.displayName)}
                </Avatar>
                <Stack gap={0} miw={0}>
                  <Group gap={6} wrap="nowrap">
                    <Anchor
                      fw={600}
                      c="var(--mantine-color-text)"
                      truncate
                      renderRoot={(props) => (
                        <Link to="/contacts/$contactId" params={{ contactId: contact.id }} {...props} />
                      )}
                    >
                      {contact.displayName ?? t("noName")}
                    </Anchor>
                    <ConnectorIcon id={contact.channel} size={18} />
                  </Group>
                  <Text fz="sm" c="dimmed" hiddenFrom="sm">
                    {contact.phone ?? contact.email}
                  </Text>
                </Stack>
              </Group>
            </Table.Td>
            <Table.Td visibleFrom="sm">{contact.phone}</Table.Td>
            <Table.Td visibleFrom="md">{contact.email}</Table.Td>
            <Table.Td style={{ whiteSpace: "nowrap" }}>
              <When at={contact.lastSeenAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
