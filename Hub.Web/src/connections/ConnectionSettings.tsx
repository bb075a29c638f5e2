import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { ReadOnly } from "~/page/ReadOnly";
import { Secret } from "~/page/Secret";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { changeConnection } from "./api";
import { SettingsForm } from "./SettingsForm";
import { bySetting, changed, takesTokens, tokenField } from "./settings";
import { TeamSelect } from "./TeamSelect";
import type { Connection, Connector } from "./types";

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
  const [teamId, setTeamId] = useState(connection.teamId);
  const [values, setValues] = useState(connection.settings);
  const [accessToken, setAccessToken] = useState("");
  const [refreshToken, setRefreshToken] = useState("");
  // What an authorisation brought is nothing to type; what was typed once can be changed.
  const settings = (connector?.settings ?? []).filter(
    ({ granted, key }) =>
      !granted || !connection.hasCredentials || key in connection.settings || connection.secrets.includes(key),
  );
  const save = useDeed(
    () =>
      changeConnection(connection.id, {
        name: name.trim(),
        ...(teamId !== connection.teamId && { teamId }),
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
  const errors = bySetting(fieldsOf(save.error));
  return (
    <Card title={t("edit.title")}>
      <Form onSubmit={() => save.mutate()}>
        {!may && <ReadOnly />}
        <FormFailure
          error={save.error}
          fields={["name", "teamId", tokenField, ...settings.map((setting) => `settings.${setting.key}`)]}
        />
        <TextInput
          label={t("field.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
          disabled={!may}
          required
        />
        {connector?.kinds.includes("channel") && (
          <TeamSelect value={teamId} onChange={setTeamId} error={errors.teamId} disabled={!may} />
        )}
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
              error={errors[tokenField]}
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
      </Form>
    </Card>
  );
}
