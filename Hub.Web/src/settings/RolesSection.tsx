import { Badge, Group, Table, Text } from "@mantine/core";
import { IconShield } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { rolesQuery } from "./api";
import { ListSection, RowButtons } from "./ListSection";
import { RemoveButton } from "./RemoveButton";
import { RoleForm } from "./RoleForm";

/** Named sets of permissions: the built-in ones, and a workspace's own. */
export function RolesSection() {
  const { t } = useTranslation("settings");
  const may = useMay()("members.manage");
  return (
    <ListSection
      title={t("section.roles")}
      text={t("roles.text")}
      list={useQuery(rolesQuery)}
      may={may}
      icon={IconShield}
      empty={t("roles.add")}
      emptyText={t("roles.text")}
      add={t("roles.add")}
      row={(role, edit) => (
        <>
          <Table.Td>
            <Group gap="xs">
              <Text fw={600}>{role.name}</Text>
              {role.isBuiltIn && (
                <Badge size="sm" variant="light" color="gray" tt="none">
                  {t("roles.builtIn")}
                </Badge>
              )}
            </Group>
            <Text fz="sm" c="dimmed">
              {t(`scope.${role.sees}`)} ·{" "}
              {role.permissions.includes("*")
                ? t("roles.everything")
                : t("roles.count", { count: role.permissions.length })}
            </Text>
          </Table.Td>
          <Table.Td>
            <RowButtons
              name={role.name}
              may={may && !role.isBuiltIn}
              onEdit={edit}
              look={role.isBuiltIn || !may ? t("roles.look") : undefined}
            >
              <RemoveButton
                path="/roles"
                id={role.id}
                name={role.name}
                keys={[["roles"]]}
                text={t("roles.removeText")}
              />
            </RowButtons>
          </Table.Td>
        </>
      )}
      form={(role, onDone) => <RoleForm role={role} onDone={onDone} />}
      formTitle={(role) => role?.name ?? t("roles.add")}
      formSize="lg"
    />
  );
}
