import { Button, Center, Code, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isPassing } from "~/api/problem";
import { wordsOf } from "./toasts";

const tryEvery = 3000;

/** In the place of a page that could not be shown. What passes by itself, as a database that is away, is tried again by itself. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation("shell");
  const router = useRouter();
  const { title, message } = wordsOf(error);
  useDocumentTitle(`${title} · Hub`);
  const again = useCallback(() => {
    reset();
    void router.invalidate();
  }, [reset, router]);
  const passes = isPassing(error);
  useEffect(() => {
    if (!passes) return;
    const timer = setInterval(again, tryEvery);
    return () => clearInterval(timer);
  }, [passes, again]);
  return (
    <Center h="100%" mih={320} p="xl" role="alert">
      <Stack align="center" gap="sm" maw={420} ta="center">
        <Title order={2}>{title}</Title>
        <Text c="dimmed">{message}</Text>
        <Button onClick={again}>{t("error.again")}</Button>
        {import.meta.env.DEV && <Code block>{String(error)}</Code>}
      </Stack>
    </Center>
  );
}
