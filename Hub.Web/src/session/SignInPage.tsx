import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Door } from "./Door";
import { LinkSignIn } from "./LinkSignIn";
import { PasswordForm } from "./PasswordForm";
import { begin, type Session, wayBack } from "./session";

export function SignInPage() {
  const { t } = useTranslation("session");
  const { back, token } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const enter = async (session: Session) => {
    await begin(session);
    await navigate({ href: wayBack(back), replace: true });
  };
  return (
    <Door title={t(token ? "link.title" : "signIn.title")} text={t(token ? "link.text" : "signIn.text")}>
      {token ? <LinkSignIn token={token} onEnter={enter} /> : <PasswordForm onEnter={enter} />}
    </Door>
  );
}
