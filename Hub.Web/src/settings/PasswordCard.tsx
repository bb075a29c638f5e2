import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { Secret } from "~/page/Secret";
import { useDeed } from "~/page/useDeed";
import { sessionQuery } from "~/session/session";
import { changePassword } from "./api";

export function PasswordCard() {
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
  const errors = fieldsOf(change.error);
  return (
    <Card title={t("account.password")} text={t("account.passwordText")}>
      <Form onSubmit={() => change.mutate()} maw="26rem">
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
      </Form>
    </Card>
  );
}
