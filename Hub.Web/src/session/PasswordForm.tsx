import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "~/api/call";
import { ApiProblem } from "~/api/problem";
import { Form } from "~/page/Form";
import { Secret } from "~/page/Secret";
import { CodeField } from "./CodeField";
import { Refusal } from "./Refusal";
import type { Session } from "./session";

const asksForCode = (error: unknown): boolean => error instanceof ApiProblem && error.code === "totp_required";

/** Email and password; then the authenticator's code, for those who have one. */
export function PasswordForm({ onEnter }: { onEnter: (session: Session) => Promise<void> }) {
  const { t } = useTranslation("session");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [needsCode, setNeedsCode] = useState(false);
  const signIn = useMutation({
    mutationFn: () =>
      call<Session>("POST", "/session", { body: { email, password, ...(needsCode && { totp: code.trim() }) } }),
    onSuccess: onEnter,
    onError: (error) => asksForCode(error) && setNeedsCode(true),
  });
  const fields = signIn.error instanceof ApiProblem ? signIn.error.fields : {};
  const refused = asksForCode(signIn.error) || Object.keys(fields).length > 0 ? null : signIn.error;
  return (
    <Form onSubmit={() => signIn.mutate()}>
      <Refusal error={refused} />
      {needsCode ? (
        <CodeField value={code} onChange={setCode} error={fields.totp} autoFocus />
      ) : (
        <>
          <TextInput
            label={t("field.email")}
            type="email"
            name="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            autoComplete="username"
            error={fields.email}
            autoFocus
          />
          <Secret
            label={t("field.password")}
            name="password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            error={fields.password}
          />
        </>
      )}
      <Button type="submit" loading={signIn.isPending} fullWidth>
        {t("signIn.enter")}
      </Button>
      {needsCode && (
        <Button variant="subtle" color="gray" onClick={() => setNeedsCode(false)}>
          {t("signIn.back")}
        </Button>
      )}
    </Form>
  );
}
