import { Button, Group, SegmentedControl, Stack, TextInput, useMantineColorScheme } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Language, languages } from "~/i18n/i18n";
import { Card } from "~/page/Card";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Page } from "~/page/Page";
import { Secret } from "~/page/Secret";
import { useDeed } from "~/page/useDeed";
import { sessionQuery, useSession } from "~/session/session";
import { chooseLanguage } from "~/shell/chooseLanguage";
import { changePassword, changeProfile } from "./api";
import { SessionsCard } from "./SessionsCard";
import { TotpCard } from "./TotpCard";

/** What belongs to whoever is signed in. */
export function AccountSection() {
  const { t } = useTranslation("settings");
  return (
    <Page title={t("section.account")} text={t("account.text")}>
      <ProfileCard />
      <LookCard />
      <PasswordCard />
      <TotpCard />
      <SessionsCard />
    </Page>
  );
}

function ProfileCard() {
  const { t } = useTranslation("settings");
  const { member } = useSession();
  const client = useQueryClient();
  const [name, setName] = useState(member.name);
  const [email, setEmail] = useState(member.email);
  const [password, setPassword] = useState("");
  const moves = email.trim() !== member.email;
  const save = useDeed(() => changeProfile({ name: name.trim(), ...(moves && { email: email.trim(), password }) }), {
    inForm: true,
    says: t("saved"),
    refresh: [["members"]],
    after: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      setPassword("");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const errors = fieldsOf(save.error);
  return (
    <Card title={t("account.profile")}>
      <form onSubmit={submit} noValidate>
        <Stack maw="26rem">
          <FormFailure error={save.error} fields={["name", "email", "password"]} />
          <TextInput
            label={t("account.name")}
            description={t("account.nameHelp")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name}
            autoComplete="name"
          />
          <TextInput
            label={t("account.email")}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={errors.email}
            autoComplete="username"
          />
          {moves && (
            <Secret
              label={t("account.current")}
              description={t("account.emailNeedsPassword")}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={errors.password}
              autoComplete="current-password"
            />
          )}
          <Group>
            <Button type="submit" loading={save.isPending}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function LookCard() {
  const { t, i18n } = useTranslation("settings");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Card title={t("account.look")}>
      <Stack gap="sm">
        <Group justify="space-between" maw="26rem">
          <span id="account-language">{t("account.language")}</span>
          <SegmentedControl
            aria-labelledby="account-language"
            value={i18n.language}
            onChange={(value) => void chooseLanguage(value as Language)}
            data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
          />
        </Group>
        <Group justify="space-between" maw="26rem">
          <span id="account-theme">{t("account.theme")}</span>
          <SegmentedControl
            aria-labelledby="account-theme"
            value={colorScheme}
            onChange={(value) => setColorScheme(value as "light" | "dark" | "auto")}
            data={(["light", "dark", "auto"] as const).map((value) => ({ value, label: t(`shell:account.${value}`) }))}
          />
        </Group>
      </Stack>
    </Card>
  );
}

function PasswordCard() {
  const { t } = useTranslation("settings");
  const client = useQueryClient();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useDeed(() => changePassword(current, next), {
    inForm: true,
    says: t("account.passwordDone"),
    refresh: [["sessions"]],
    after: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      setCurrent("");
      setNext("");
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  const errors = fieldsOf(change.error);
  return (
    <Card title={t("account.password")} text={t("account.passwordText")}>
      <form onSubmit={submit} noValidate>
        <Stack maw="26rem">
          <FormFailure error={change.error} fields={["current", "new"]} />
          <Secret
            label={t("account.current")}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={errors.current}
            autoComplete="current-password"
          />
          <Secret
            label={t("account.new")}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
            error={errors.new}
            autoComplete="new-password"
          />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending} disabled={!next}>
              {t("account.passwordDo")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
