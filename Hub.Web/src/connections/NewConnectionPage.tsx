import { Alert, Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "~/api/problem";
import { Back } from "~/page/Back";
import { Card } from "~/page/Card";
import { Failure, FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { Page } from "~/page/Page";
import { ReadOnly } from "~/page/ReadOnly";
import { RowsLoading } from "~/page/Rows";
import { Secret } from "~/page/Secret";
import { useDeed } from "~/page/useDeed";
import { useMay } from "~/session/session";
import { NotFound } from "~/shell/NotFound";
import { catalogQuery, createConnection } from "./api";
import classes from "./Connections.module.css";
import { ConnectorAbout } from "./ConnectorAbout";
import { GrantCard } from "./grants/GrantCard";
import { SettingsForm } from "./SettingsForm";
import { bySetting, chosen, takesTokens, tokenField } from "./settings";
import type { Connector, SettingValues } from "./types";

/** Connects one more account. */
export function NewConnectionPage() {
  const { t } = useTranslation("connections");
  const { connectorId } = useParams({ from: "/shell/connections/new/$connectorId" });
  const { account } = useSearch({ from: "/shell/connections/new/$connectorId" });
  const catalog = useQuery(catalogQuery);
  const connector = catalog.data?.items.find((one) => one.id === connectorId);
  if (catalog.data && !connector) return <NotFound />;
  return (
    <Page
      above={<Back to="/connections">{t("title")}</Back>}
      title={t("new.title", { name: connector?.name ?? connectorId })}
      text={connector?.description}
    >
      {catalog.isError && <Failure error={catalog.error} again={catalog.refetch} />}
      {catalog.isPending && <RowsLoading />}
      {connector && (
        <div className={classes.columns} data-single={connector.grant !== null || undefined}>
          <Stack gap="lg">
            {connector.state !== "active" && (
              <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={t("new.notActive")}>
                {connector.problem}
              </Alert>
            )}
            {connector.grant && <GrantCard connector={connector} missing={connector.grant.missing} account={account} />}
            {connector.state === "active" && <ConnectionForm connector={connector} />}
          </Stack>
          {!connector.grant && (
            <Card title={t("about.title")}>
              <ConnectorAbout connector={connector} />
            </Card>
          )}
        </div>
      )}
    </Page>
  );
}

function ConnectionForm({ connector }: { connector: Connector }) {
  const { t } = useTranslation("connections");
  const { account = "" } = useSearch({ from: "/shell/connections/new/$connectorId" });
  const navigate = useNavigate();
  const may = useMay()("connections.write");
  const [name, setName] = useState("");
  const [accountId, setAccountId] = useState(account);
  const [values, setValues] = useState<SettingValues>({});
  const [accessToken, setAccessToken] = useState("");
  const [refreshToken, setRefreshToken] = useState("");
  const create = useDeed(
    () =>
      createConnection(connector.id, {
        name: name.trim(),
        accountId,
        settings: chosen(values),
        credentials: {
          ...(accessToken && { accessToken: accessToken.trim() }),
          ...(refreshToken && { refreshToken: refreshToken.trim() }),
        },
      }),
    {
      inForm: true,
      says: t("new.done"),
      refresh: [["connections"], ["unrouted"]],
      after: (connection) =>
        navigate({ to: "/connections/$connectionId", params: { connectionId: connection.id }, replace: true }),
    },
  );
  const errors = bySetting(fieldsOf(create.error));
  const taken = create.error instanceof ApiProblem ? create.error.connectionId : undefined;
  const learns = connector.capabilities.includes("verify");
  return (
    <Card {...(connector.grant && { title: t("grant.paste"), text: t("grant.pasteText") })}>
      <Form onSubmit={() => create.mutate()}>
        {!may && <ReadOnly />}
        <FormFailure
          error={create.error}
          fields={["name", "accountId", tokenField, ...connector.settings.map((setting) => `settings.${setting.key}`)]}
        />
        {taken && (
          <Anchor
            renderRoot={(props) => <Link to="/connections/$connectionId" params={{ connectionId: taken }} {...props} />}
          >
            {t("new.toTaken")}
          </Anchor>
        )}
        <TextInput
          label={t("field.name")}
          description={t("field.nameHelp")}
          placeholder={t("field.nameExample", { name: connector.name ?? connector.id })}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
          required
        />
        <TextInput
          label={t("field.account")}
          description={t(learns ? "field.accountLearned" : "field.accountHelp")}
          value={accountId}
          onChange={(event) => setAccountId(event.currentTarget.value)}
          error={errors.accountId}
        />
        {takesTokens(connector.settings) && (
          <>
            <Secret
              label={t("field.accessToken")}
              description={t("field.accessTokenHelp")}
              value={accessToken}
              onChange={(event) => setAccessToken(event.currentTarget.value)}
              error={errors[tokenField]}
              autoComplete="off"
            />
            <Secret
              label={t("field.refreshToken")}
              description={t("field.refreshTokenHelp")}
              value={refreshToken}
              onChange={(event) => setRefreshToken(event.currentTarget.value)}
              autoComplete="off"
            />
          </>
        )}
        <SettingsForm
          settings={connector.settings}
          values={values}
          kept={[]}
          errors={errors}
          onChange={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
        />
        <Group justify="space-between">
          <Text fz="sm" c="dimmed">
            {t("new.secrets")}
          </Text>
          <Button type="submit" loading={create.isPending} disabled={!may}>
            {t("new.connect")}
          </Button>
        </Group>
      </Form>
    </Card>
  );
}
