import { Alert, Badge, Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import classes from "../Connections.module.css";
import { SettingsForm } from "../SettingsForm";
import { chosen } from "../settings";
import type { Connector, SettingValues } from "../types";
import { type Choice, callOffGrant, connectGrant, type Grant, type GrantAccount } from "./api";
import { asked, ticked } from "./asked";
import { remembered } from "./landing";

interface Props {
  grant: Grant;
  connector: Connector;
  onConnected: (grant: Grant) => unknown;
}

/** Which of the accounts that the platform opened are connected. */
export function AccountChoice({ grant, connector, onConnected }: Props) {
  const { t } = useTranslation("connections");
  const navigate = useNavigate();
  const free = grant.accounts.filter((account) => account.standing !== "elsewhere");
  const [choices, setChoices] = useState<Choice[]>(() => ticked(free, connector.id, remembered()).map(choiceOf));
  const id = grant.id ?? "";
  const connect = useDeed(
    () =>
      connectGrant(
        id,
        choices.map((one) => ({ ...one, name: one.name.trim(), settings: chosen(one.settings) })),
      ),
    { inForm: true, after: onConnected },
  );
  const callOff = useDeed(() => callOffGrant(id), { after: () => navigate({ to: "/connections", replace: true }) });
  const errors = fieldsOf(connect.error);
  const change = (accountId: string, part: Partial<Choice>) =>
    setChoices((before) => before.map((one) => (one.accountId === accountId ? { ...one, ...part } : one)));
  const declined = grant.declinedScopes
    .map((scope) => connector.permissions.find((one) => one.scope === scope)?.purpose ?? scope)
    .join(" ");
  return (
    <Card title={connector.name ?? connector.id} text={t("grant.chooseText")}>
      <Form onSubmit={() => connect.mutate()}>
        {declined && (
          <Alert color="orange" icon={<IconInfoCircle size={18} />} title={t("grant.declined")}>
            {declined}
          </Alert>
        )}
        <FormFailure
          error={connect.error}
          fields={choices.flatMap((_, index) =>
            asked(connector).map((one) => `accounts[${index}].settings.${one.key}`),
          )}
        />
        <Stack gap="sm">
          {grant.accounts.map((account) => {
            const index = choices.findIndex((one) => one.accountId === account.accountId);
            const choice = choices[index];
            return (
              <div key={account.accountId} className={classes.tile}>
                <Checkbox
                  label={account.name ?? account.accountId}
                  description={account.name ? account.accountId : undefined}
                  checked={choice !== undefined}
                  disabled={account.standing === "elsewhere"}
                  onChange={(event) =>
                    setChoices(
                      event.currentTarget.checked
                        ? [...choices, choiceOf(account)]
                        : choices.filter((one) => one.accountId !== account.accountId),
                    )
                  }
                />
                <Standing account={account} />
                {choice && account.standing === "new" && (
                  <Stack>
                    <TextInput
                      label={t("field.name")}
                      value={choice.name}
                      onChange={(event) => change(account.accountId, { name: event.currentTarget.value })}
                      error={errors[`accounts[${index}].name`]}
                    />
                    <SettingsForm
                      settings={asked(connector)}
                      values={choice.settings}
                      kept={[]}
                      errors={settingErrors(errors, index)}
                      onChange={(key, value) =>
                        change(account.accountId, { settings: { ...choice.settings, [key]: value } })
                      }
                    />
                  </Stack>
                )}
              </div>
            );
          })}
        </Stack>
        <Group justify="flex-end">
          <Button variant="default" loading={callOff.isPending} onClick={() => callOff.mutate()}>
            {t("grant.callOff")}
          </Button>
          <Button type="submit" loading={connect.isPending} disabled={choices.length === 0}>
            {choices.length === 0 ? t("new.connect") : t("grant.connect", { count: choices.length })}
          </Button>
        </Group>
      </Form>
    </Card>
  );
}

function Standing({ account }: { account: GrantAccount }) {
  const { t } = useTranslation("connections");
  if (account.standing === "new") return null;
  return (
    <Stack gap={2} align="flex-start">
      <Badge variant="light" color={account.standing === "elsewhere" ? "gray" : "sea"} tt="none">
        {t(`grant.standing.${account.standing}`)}
      </Badge>
      <Text fz="sm" c="dimmed">
        {t(`grant.standing.${account.standing}Text`)}
      </Text>
    </Stack>
  );
}

const choiceOf = (account: GrantAccount): Choice => ({
  accountId: account.accountId,
  name: account.name ?? "",
  settings: {} satisfies SettingValues,
});

const settingErrors = (errors: Record<string, string>, index: number): Record<string, string> => {
  const prefix = `accounts[${index}].settings.`;
  return Object.fromEntries(
    Object.entries(errors)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, text]) => [name.slice(prefix.length), text]),
  );
};
