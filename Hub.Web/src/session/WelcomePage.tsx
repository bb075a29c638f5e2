import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "~/api/call";
import { ApiProblem } from "~/api/problem";
import { language } from "~/i18n/i18n";
import { Form } from "~/page/Form";
import { queryClient } from "~/shell/query";
import { Door } from "./Door";
import { NewPassword } from "./NewPassword";
import { Refusal } from "./Refusal";
import { SignedIn } from "./SignedIn";
import { sessionQuery, useSession } from "./session";

/** The owner's first minute: a name that colleagues see, and a password, since the link that brought them here works once. */
export function WelcomePage() {
  return (
    <SignedIn>
      <Welcome />
    </SignedIn>
  );
}

function Welcome() {
  const { t } = useTranslation("session");
  const { member } = useSession();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [email, setEmail] = useState(member.email.endsWith("@localhost") ? "" : member.email);
  const [password, setPassword] = useState("");
  const save = useMutation({
    mutationFn: async () => {
      await call("PATCH", "/session/member", { body: { name, email, language: language() } });
      await call("POST", "/session/password", { body: { new: password } });
      await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
    onSuccess: () => navigate({ to: "/inbox", replace: true }),
  });
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  return (
    <Door title={t("welcome.title")} text={t("welcome.text")}>
      <Form onSubmit={() => save.mutate()}>
        {Object.keys(fields).length === 0 && <Refusal error={save.error} />}
        <TextInput
          label={t("field.name")}
          description={t("field.nameHint")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="name"
          error={fields.name}
          autoFocus
        />
        <TextInput
          label={t("field.email")}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          autoComplete="username"
          error={fields.email}
        />
        <NewPassword value={password} onChange={setPassword} error={fields.new} />
        <Button type="submit" loading={save.isPending}>
          {t("welcome.start")}
        </Button>
      </Form>
    </Door>
  );
}
