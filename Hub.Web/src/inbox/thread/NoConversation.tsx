import { Kbd, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./Thread.module.css";

export function NoConversation() {
  const { t } = useTranslation("inbox");
  return (
    <div className={classes.nothing}>
      <Stack align="center" gap="sm" ta="center" maw={340}>
        <ThemeIcon variant="light" size={56} radius="xl">
          <IconMessages size={30} stroke={1.5} />
        </ThemeIcon>
        <Text fw={600}>{t("nothingOpen.title")}</Text>
        <Text size="sm" c="dimmed">
          {t("nothingOpen.text")}
        </Text>
        <Text size="sm" c="dimmed">
          <Kbd>j</Kbd> <Kbd>k</Kbd> {t("nothingOpen.step")} · <Kbd>?</Kbd> {t("nothingOpen.all")}
        </Text>
      </Stack>
    </div>
  );
}
