import { Button, Center, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

export function NotFound() {
  const { t } = useTranslation("shell");
  useDocumentTitle(`${t("notFound.title")} · Hub`);
  return (
    <Center h="100%" mih={320} p="xl">
      <Stack align="center" gap="sm" maw={420} ta="center">
        <Title order={1}>{t("notFound.title")}</Title>
        <Text c="dimmed">{t("notFound.message")}</Text>
        <Button component={Link} to="/inbox">
          {t("notFound.home")}
        </Button>
      </Stack>
    </Center>
  );
}
