import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { ReadOnly } from "~/page/ReadOnly";
import { Secret } from "~/page/Secret";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { changeConnection } from "./api";
import { SettingsForm } from "./SettingsForm";
import { bySetting, changed, takesTokens } from "./settings";
import type { Connection, Connector, SettingValue } from "./types";

/** Name, settings and secrets of an account. Secrets only ever go in. */
export function ConnectionSettings({
  connection,
  connector,
}: {
  connection: Connection;
  connector: Connector | undefined;
}) {
  const { t } = useTranslation("connections");
  const may = useMay()("connections.write");
  const [name, setName] = useState(connection.name);
  const [values, setValues] = useState<Record<string, SettingValue>>(connection.settings);
  const [accessToken, setAccessToken] = useState("");
  const [refreshToken, setRefreshToken] = useState("");
  const settings = connector?.settings ?? [];
  const save = useDeed(
    () =>
      changeConnection(connection.id, {
        name: name.trim(),
        settings: changed(settings, connection.settings, values),
        ...(accessToken && {
          credentials: { accessToken: accessToken.trim(), ...(refreshToken && { refreshToken: refreshToken.trim() }) },
        }),
      }),
    {
      inForm: true,
      says: t("edit.done"),
      refresh: [["connections"]],
      after: (saved) => {
        setValues(saved.settings);
        setAccessToken("");
        setRefreshToken("");
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const errors = bySetting(fieldsOf(save.error));
  return (
    <Card title={t("edit.title")}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {!may && <ReadOnly />}
          <FormFailure error={save.error} fields={["name", ...settings.map((setting) => `settings.${setting.key}`)]} />
          <TextInput
            label={t("field.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name}
            disabled={!may}
            required
          />
          <SettingsForm
            settings={settings}
            values={values}
            kept={connection.secrets}
            errors={errors}
            disabled={!may}
            onChange={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
          />
          {may && (takesTokens(settings) || connection.hasCredentials) && (
            <>
              <Secret
                label={t("field.accessToken")}
                description={t("field.accessTokenAgain")}
                placeholder={connection.hasCredentials ? t("field.secretKept") : ""}
                value={accessToken}
                onChange={(event) => setAccessToken(event.currentTarget.value)}
                autoComplete="off"
              />
              {accessToken && (
                <Secret
                  label={t("field.refreshToken")}
                  value={refreshToken}
                  onChange={(event) => setRefreshToken(event.currentTarget.value)}
                  autoComplete="off"
                />
              )}
            </>
          )}
          {may && (
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending}>
                {t("edit.save")}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  );
}
