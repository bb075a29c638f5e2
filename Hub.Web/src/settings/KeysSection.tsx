import { Alert, Badge, Button, Code, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { CopyField } from "~/page/CopyField";
import { Dialog } from "~/page/Dialog";
import { Empty } from "~/page/Empty";
import { Failure, FormFailure, fieldsOf } from "~/page/Failure";
import { Page } from "~/page/Page";
import { RowsLoading } from "~/page/Rows";
import { useDeed } from "~/page/useDeed";
import { When } from "~/page/When";
import { createKey, keysQuery } from "./api";
import { PermissionMatrix } from "./PermissionMatrix";
import { RemoveButton } from "./RemoveButton";

/** Keys of machines. */
export function KeysSection() {
  const { t } = useTranslation("settings");
  const keys = useQuery(keysQuery);
  const [opened, { open, close }] = useDisclosure(false);
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={open}>
      {t("keys.add")}
    </Button>
  );
  return (
    <Page title={t("section.keys")} text={t("keys.text")} actions={keys.data && keys.data.length > 0 && add}>
      <Card flush>
        {keys.isPending && <RowsLoading rows={3} />}
        {keys.isError && <Failure error={keys.error} again={keys.refetch} />}
        {keys.data?.length === 0 && (
          <Empty icon={IconKey} title={t("keys.empty")} text={t("keys.emptyText")}>
            {add}
          </Empty>
        )}
        {keys.data && keys.data.length > 0 && (
          <Table verticalSpacing="sm" horizontalSpacing="md" aria-label={t("section.keys")}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("keys.name")}</Table.Th>
                <Table.Th visibleFrom="sm">{t("roles.permissions")}</Table.Th>
                <Table.Th>{t("keys.used")}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.data.map((key) => (
                <Table.Tr key={key.id}>
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
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Card>
      <Dialog opened={opened} onClose={close} title={t("keys.add")} size="lg" closeOnClickOutside={false}>
        <KeyForm onDone={close} />
      </Dialog>
    </Page>
  );
}

function KeyForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("settings");
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>([]);
  const create = useDeed(() => createKey(name.trim(), scopes), { inForm: true, refresh: [["api-keys"]] });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const errors = fieldsOf(create.error);
  if (create.data)
    return (
      <Stack>
        <Alert color="orange" icon={<IconKey size={18} />} title={t("keys.once")}>
          {t("keys.onceText")}
        </Alert>
        <CopyField label={t("keys.key")} value={create.data.key} />
        <Group justify="flex-end">
          <Button onClick={onDone}>{t("keys.saved")}</Button>
        </Group>
      </Stack>
    );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <FormFailure error={create.error} fields={["name"]} />
        <TextInput
          label={t("keys.name")}
          placeholder={t("keys.nameExample")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
          required
          data-autofocus
        />
        <PermissionMatrix chosen={scopes} onChange={setScopes} />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending} disabled={scopes.length === 0}>
            {t("keys.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
