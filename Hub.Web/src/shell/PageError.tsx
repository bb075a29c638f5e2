import { Button, Center, Code, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { wordsOf } from "./toasts";

/** In the place of a page that could not be shown. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation("shell");
  const router = useRouter();
  const { title, message } = wordsOf(error);
  useDocumentTitle(`${title} · Hub`);
  const again = () => {
    reset();
    void router.invalidate();
  };
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
