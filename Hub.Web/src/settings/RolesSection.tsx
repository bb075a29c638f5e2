import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { Dialog } from "~/page/Dialog";
import { Failure } from "~/page/Failure";
import { Page } from "~/page/Page";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";
import { useMay } from "~/session/session";
import { rolesQuery } from "./api";
import { RemoveButton } from "./RemoveButton";
import { RoleForm } from "./RoleForm";
import type { Role } from "./types";

/** Named sets of permissions: the built-in ones, and a workspace's own. */
export function RolesSection() {
  const { t } = useTranslation("settings");
  const may = useMay()("members.manage");
  const roles = useQuery(rolesQuery);
  const [edited, setEdited] = useState<Role | "new" | null>(null);
  return (
    <Page
      title={t("section.roles")}
      text={t("roles.text")}
      actions={
        may && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
            {t("roles.add")}
          </Button>
        )
      }
    >
      {!may && <ReadOnly />}
      {roles.isPending && (
        <Card flush>
          <RowsLoading rows={5} />
        </Card>
      )}
      {roles.isError && <Failure error={roles.error} again={roles.refetch} />}
      <Stack gap="sm">
        {roles.data?.map((role) => (
          <Card key={role.id}>
            <Group justify="space-between" align="flex-start">
              <Stack gap={4} flex="1 1 16rem">
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
              </Stack>
              <Group gap="xs">
                <Button size="xs" variant="default" onClick={() => setEdited(role)}>
                  {t(role.isBuiltIn || !may ? "roles.look" : "edit")}
                </Button>
                {may && !role.isBuiltIn && (
                  <RemoveButton
                    path="/roles"
                    id={role.id}
                    name={role.name}
                    keys={[["roles"]]}
                    text={t("roles.removeText")}
                  />
                )}
              </Group>
            </Group>
          </Card>
        ))}
      </Stack>
      <Dialog
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === "new" ? t("roles.add") : edited?.name}
        size="lg"
      >
        {edited && <RoleForm role={edited === "new" ? null : edited} onDone={() => setEdited(null)} />}
      </Dialog>
    </Page>
  );
}
