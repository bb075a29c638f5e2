import { Badge, Code, Group, Table, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { When } from "~/page/When";
import { keysQuery } from "./api";
import { KeyForm } from "./KeyForm";
import { ListSection } from "./ListSection";
import { RemoveButton } from "./RemoveButton";

/** Keys of machines. */
export function KeysSection() {
  const { t } = useTranslation("settings");
  return (
    <ListSection
      title={t("section.keys")}
      text={t("keys.text")}
      list={useQuery(keysQuery)}
      may
      icon={IconKey}
      empty={t("keys.empty")}
      emptyText={t("keys.emptyText")}
      add={t("keys.add")}
      head={
        <>
          <Table.Th>{t("keys.name")}</Table.Th>
          <Table.Th visibleFrom="sm">{t("roles.permissions")}</Table.Th>
          <Table.Th>{t("keys.used")}</Table.Th>
          <Table.Th />
        </>
      }
      row={(key) => (
        <>
          <Table.Td>
            <Group gap="xs">
              <Text fw={600}>{key.name}</Text>
              {key.revokedAt && (
                <Badge size="sm" variant="light" color="gray" tt="none">
                  {t("keys.revoked")}
                </Badge>
              )}
            </Group>
            <Code>{key.prefix}…</Code>
          </Table.Td>
          <Table.Td visibleFrom="sm" maw="22rem">
            <Text fz="sm" c="dimmed" lineClamp={2}>
              {key.scopes.includes("*") ? t("roles.everything") : key.scopes.join(", ")}
            </Text>
          </Table.Td>
          <Table.Td>{key.lastUsedAt ? <When at={key.lastUsedAt} /> : t("members.never")}</Table.Td>
          <Table.Td ta="right">
            {!key.revokedAt && (
              <RemoveButton
                path="/api-keys"
                id={key.id}
                name={key.name}
                keys={[["api-keys"]]}
                text={t("keys.revokeText")}
                label={t("keys.revoke")}
              />
            )}
          </Table.Td>
        </>
      )}
      form={(_, onDone) => <KeyForm onDone={onDone} />}
      formTitle={() => t("keys.add")}
      formSize="lg"
      keepsOpen
    />
  );
}
