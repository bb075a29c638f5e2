import { Alert, Button, TextInput } from "@mantine/core";
import { IconUserExclamation } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "~/api/call";
import type { Schemas } from "~/api/client";
import { ApiProblem } from "~/api/problem";
import { Form } from "~/page/Form";
import { PageLoading } from "~/shell/PageLoading";
import { CodeField } from "./CodeField";
import { Door } from "./Door";
import { NewPassword } from "./NewPassword";
import { Refusal } from "./Refusal";
import { begin, type Session, sessionQuery } from "./session";

// Used, expired, or never there; anything else says nothing of the invitation.
const isOver = (error: Error): boolean => error instanceof ApiProblem && (error.status === 404 || error.status === 410);

type Invitation = Schemas["GetInvitationResponse"];

/** Somebody who was invited says their name and chooses a password. */
export function InvitationPage() {
  const { t } = useTranslation("session");
  const { token = "" } = useSearch({ from: "/invitation" });
  const path = `/invitations/${encodeURIComponent(token)}`;
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => call<Invitation>("GET", path, { signal }),
  });
  const { data: session } = useQuery(sessionQuery);
  if (invitation.isPending) return <PageLoading />;
  if (invitation.isError)
    return isOver(invitation.error) ? (
      <Door title={t("invitation.over")} text={t("invitation.overText")}>
        <Button component={Link} to="/sign-in" variant="default">
          {t("link.other")}
        </Button>
      </Door>
    ) : (
      <Door title={t("invitation.unknown")}>
        <Refusal error={invitation.error} />
        <Button loading={invitation.isFetching} onClick={() => void invitation.refetch()}>
          {t("invitation.again")}
        </Button>
      </Door>
    );
  const { isNew, email, workspaceName: workspace } = invitation.data;
  return (
    <Door
      title={isNew ? t("invitation.title", { workspace }) : t("reset.title")}
      text={isNew ? t("invitation.text") : t("reset.text", { email, workspace })}
    >
      {session && (
        <Alert color="orange" icon={<IconUserExclamation size={18} />}>
          {t("invitation.signedIn", { name: session.member.name })}
        </Alert>
      )}
      <Acceptance path={path} invitation={invitation.data} />
    </Door>
  );
}

function Acceptance({ path, invitation }: { path: string; invitation: Invitation }) {
  const { t } = useTranslation("session");
  const navigate = useNavigate();
  const [name, setName] = useState(invitation.name);
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const accept = useMutation({
    mutationFn: () =>
      call<Session>("POST", `${path}/acceptance`, {
        body: { name, password, ...(invitation.needsCode && { totp: code.trim() }) },
      }),
    onSuccess: async (session) => {
      await begin(session);
      await navigate({ to: "/inbox", replace: true });
    },
  });
  const fields = accept.error instanceof ApiProblem ? accept.error.fields : {};
  return (
    <Form onSubmit={() => accept.mutate()}>
      {Object.keys(fields).length === 0 && <Refusal error={accept.error} />}
      <TextInput label={t("field.email")} value={invitation.email} readOnly autoComplete="username" />
      <TextInput
        label={t("field.name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="name"
        error={fields.name}
        autoFocus
      />
      <NewPassword value={password} onChange={setPassword} error={fields.password} />
      {invitation.needsCode && <CodeField value={code} onChange={setCode} error={fields.totp} />}
      <Button type="submit" loading={accept.isPending}>
        {t(invitation.isNew ? "invitation.accept" : "reset.accept")}
      </Button>
    </Form>
  );
}
