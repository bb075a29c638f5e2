import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyField } from "~/page/CopyField";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { createKey } from "./api";
import { PermissionMatrix } from "./PermissionMatrix";

/** A key for a program; it is shown once. */
export function KeyForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("settings");
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>([]);
  const create = useDeed(() => createKey(name.trim(), scopes), { inForm: true, refresh: [["api-keys"]] });
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
    <Form onSubmit={() => create.mutate()}>
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
    </Form>
  );
}
