import { Box, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { languages, speak } from "~/i18n/i18n";
import classes from "./Door.module.css";

/** The frame of the pages that a stranger sees. */
export function Door({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const { i18n } = useTranslation("session");
  useDocumentTitle(`${title} · Hub`);
  return (
    <Box className={classes.door} component="main">
      <Paper className={classes.card}>
        <Stack gap="lg">
          <img src="/icon.svg" alt="Hub" width={40} height={40} />
          <Stack gap={6}>
            <Title order={1}>{title}</Title>
            {text && <Text c="dimmed">{text}</Text>}
          </Stack>
          {children}
        </Stack>
      </Paper>
      <Group gap={4} justify="center" mt="md">
        {languages.map((language) => (
          <Button
            key={language}
            variant="subtle"
            color="gray"
            size="compact-sm"
            lang={language}
            aria-pressed={i18n.language === language}
            fw={i18n.language === language ? 650 : 400}
            onClick={() => void speak(language)}
          >
            {language === "vi" ? "Tiếng Việt" : "English"}
          </Button>
        ))}
      </Group>
    </Box>
  );
}
