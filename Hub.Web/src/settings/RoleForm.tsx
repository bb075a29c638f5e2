import { Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { save } from "./api";
import { PermissionMatrix } from "./PermissionMatrix";
import type { Role, Scope } from "./types";

const scopes: Scope[] = ["all", "team", "own"];

/** A role's name, what its members see and what they may do. A built-in one can only be looked at. */
export function RoleForm({ role, onDone }: { role: Role | null; onDone: () => void }) {
  const { t } = useTranslation("settings");
  const may = useMay()("members.manage");
  const isFixed = !may || role?.isBuiltIn === true;
  const [name, setName] = useState(role?.name ?? "");
  const [sees, setSees] = useState<Scope>(role?.sees ?? "team");
  const [permissions, setPermissions] = useState<string[]>(role?.permissions ?? ["conversations.read"]);
  const store = useDeed(() => save<Role>("/roles", role?.id, { name: name.trim(), sees, permissions }), {
    inForm: true,
    says: t("saved"),
    refresh: [["roles"], ["members"]],
    after: onDone,
  });
  const errors = fieldsOf(store.error);
  return (
    <Form onSubmit={() => store.mutate()}>
      <FormFailure error={store.error} fields={["name"]} />
      {!isFixed && (
        <TextInput
          label={t("roles.name")}
          placeholder={t("roles.nameExample")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
          required
          data-autofocus
        />
      )}
      <Radio.Group label={t("roles.sees")} value={sees} onChange={(value) => setSees(value as Scope)}>
        <Stack gap={6} mt={6}>
          {scopes.map((scope) => (
            <Radio key={scope} value={scope} label={t(`scope.${scope}`)} disabled={isFixed} />
          ))}
        </Stack>
      </Radio.Group>
      <PermissionMatrix chosen={permissions} disabled={isFixed} onChange={setPermissions} />
      {!isFixed && (
        <Group justify="flex-end">
          <Button type="submit" loading={store.isPending}>
            {t("save")}
          </Button>
        </Group>
      )}
    </Form>
  );
}
