import { Button, Group, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { Secret } from "~/page/Secret";
import { useDeed } from "~/page/useDeed";
import { sessionQuery, useSession } from "~/session/session";
import { changeProfile } from "./api";

export function ProfileCard() {
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
  const errors = fieldsOf(save.error);
  return (
    <Card title={t("account.profile")}>
      <Form onSubmit={() => save.mutate()} maw="26rem">
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
      </Form>
    </Card>
  );
}
