import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "~/api/call";
import { Refusal } from "./Refusal";
import type { Session } from "./session";

/** A link works once, so a person presses the button: mail scanners open links too. */
export function LinkSignIn({ token, onEnter }: { token: string; onEnter: (session: Session) => Promise<void> }) {
  const { t } = useTranslation("session");
  const signIn = useMutation({
    mutationFn: () => call<Session>("POST", "/session/token", { body: { token } }),
    onSuccess: onEnter,
  });
  return (
    <Stack>
      <Refusal error={signIn.error} />
      {signIn.isError ? (
        <Button component={Link} to="/sign-in" variant="default">
          {t("link.other")}
        </Button>
      ) : (
        <Button onClick={() => signIn.mutate()} loading={signIn.isPending} data-autofocus>
          {t("link.enter")}
        </Button>
      )}
    </Stack>
  );
}
